import { type ArtefactName, artefactState, removedByPeople, type Traces } from "../../db/artefacts.ts";
import { applyChanges } from "../../domain/artefacts/apply-changes.ts";
import { type Artefact, type Author, type Change, crewName } from "../../domain/artefacts/artefact.ts";
import { artefactForms } from "../../domain/artefacts/forms.ts";
import { SignalboxError } from "../../platform/errors.ts";
import type { Ground } from "../ground.ts";
import { commitVersion } from "./commit-version.ts";
import { storedArtefact, type StoredArtefact } from "./read-artefact.ts";
import { keepSuggestions } from "./suggest-changes.ts";

export interface ArtefactWrite extends ArtefactName {
  changes: readonly Change[];
  author: Author;
  reason: string;
  /** The action by which it happens: done once. Null: a person does it. */
  actionId: string | null;
  taskId?: string | null;
  /** The version that a person has seen; absent: it holds whatever the rest says by now. */
  seen?: number;
}

export interface ArtefactWritten {
  /** The document's version now. */
  version: number;
  /** How many changes wait for people instead of being made. */
  suggested: number;
  /** What was left out, in words. */
  problems: string[];
}

/** So often another writer may be faster. */
const mostTries = 12;

/**
 * Changes a document. The crew's part is applied as far as it may be: what touches a person's words becomes a
 * suggestion, what is in no form is left out and said. A person's change is made whole or not at all.
 * @throws SignalboxError `bad_request` when a person's change is in no form, `conflict` when it is another version by now,
 * `unavailable` when others are faster again and again.
 */
export async function writeArtefact(ground: Ground, write: ArtefactWrite): Promise<ArtefactWritten> {
  const { project, kind, author, changes, reason, actionId, taskId = null } = write;
  const name = { project, kind };
  for (let tries = 0; tries < mostTries; tries++) {
    const { row, waiting, traces } = await artefactState(ground.db, name, actionId);
    const current = storedArtefact(name, row);
    const done = doneBy(traces, current);
    if (done !== null) return done;
    if (write.seen !== undefined) checkSeen(name, current, write.seen);
    const removed = author.kind === "crew" ? await takenOut(ground, name, current, changes) : [];
    const made = applyChanges(current, changes, author, ground.now(), removed);
    const { problems, suggested } = made;
    if (author.kind === "person" && problems.length > 0)
      throw new SignalboxError("bad_request", problems.join("\n"));
    if (made.changes.length === 0) {
      const kept = await keepSuggestions(ground, { ...name, changes, reason, taskId, actionId }, suggested);
      return { version: current.version, suggested: kept, problems };
    }
    const cause = { author, reason, actionId, taskId };
    if (await commitVersion(ground, name, made, cause, waiting))
      return { version: made.artefact.version, suggested: suggested.length, problems };
  }
  throw new SignalboxError("unavailable", `others keep changing ${nameOf(name)} at this moment; try again`);
}

/** What an action has made of a document; null when it has made nothing yet. */
export async function writtenByAction(
  { db }: Ground,
  name: ArtefactName,
  actionId: string,
): Promise<ArtefactWritten | null> {
  const { row, traces } = await artefactState(db, name, actionId);
  return doneBy(traces, storedArtefact(name, row));
}

function doneBy({ version, suggested }: Traces, current: Artefact): ArtefactWritten | null {
  if (version === null && suggested === 0) return null;
  return { version: version ?? current.version, suggested, problems: [] };
}

/** @throws SignalboxError `conflict` when it is another version than a person has seen. */
export function checkSeen(name: ArtefactName, { version, updatedBy }: StoredArtefact, seen: number): void {
  if (seen === version) return;
  const by = updatedBy === null ? "" : `, by ${updatedBy}`;
  throw new SignalboxError(
    "conflict",
    `${nameOf(name)} is at version ${version} by now${by}, and you have seen version ${seen}; load it anew and change it there`,
  );
}

function nameOf({ project, kind }: ArtefactName): string {
  return `the ${artefactForms[kind].label} of ${project}`;
}

async function takenOut(
  { db }: Ground,
  name: ArtefactName,
  { version }: Artefact,
  changes: readonly Change[],
) {
  const adds = version > 0 && changes.some(({ op }) => op === "add");
  return adds ? removedByPeople(db, name, version, crewName) : [];
}
