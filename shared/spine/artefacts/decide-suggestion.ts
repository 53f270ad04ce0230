import { sql } from "drizzle-orm";
import { artefactState, isIn, suggestionById } from "../../db/artefacts.ts";
import { applyChanges } from "../../domain/artefacts/apply-changes.ts";
import type { Author } from "../../domain/artefacts/artefact.ts";
import { SignalboxError } from "../../platform/errors.ts";
import type { Ground } from "../ground.ts";
import { hit, recordAll } from "../record.ts";
import { commitVersion } from "./commit-version.ts";
import { decidedEntries, type Word } from "./decided-entries.ts";
import { storedArtefact } from "./read-artefact.ts";

export interface SuggestionDecision {
  project: string;
  id: string;
  decision: "accepted" | "dismissed";
  by: string;
}

const mostTries = 12;

/**
 * A person's word on a suggestion. Taking it makes a version in that person's name; its number is returned, null for
 * a suggestion that was dismissed. The first word counts.
 * @throws SignalboxError `not_found`, `conflict` when it is decided already or fits no more.
 */
export async function decideSuggestion(
  ground: Ground,
  { project, id, decision, by }: SuggestionDecision,
): Promise<number | null> {
  for (let tries = 0; tries < mostTries; tries++) {
    const row = await suggestionById(ground.db, project, id);
    if (row === undefined) throw new SignalboxError("not_found", "there is no such suggestion");
    if (row.state !== "open")
      throw new SignalboxError(
        "conflict",
        `it is already ${row.state}${row.decidedBy === null ? "" : ` by ${row.decidedBy}`}`,
      );
    const word = { row, decision, by };
    const decided = decision === "accepted" ? await accept(ground, word) : await settle(ground, word, null);
    if (decided !== "again") return decided.version;
  }
  throw new SignalboxError("unavailable", "others keep changing it at this moment; try again");
}

type Decided = { version: number | null } | "again";

async function accept(ground: Ground, word: Word): Promise<Decided> {
  const { row, by } = word;
  const { project, kind, change, taskId } = row;
  const name = { project, kind };
  const { row: stored, waiting } = await artefactState(ground.db, name, null);
  const current = storedArtefact(name, stored);
  // The words of a new row are the crew's, which may go on with it; over a person's own words the person has spoken.
  const hand: Author = change.op === "add" ? { kind: "crew" } : { kind: "person", id: by };
  const made = applyChanges(current, [change], hand, ground.now());
  if (made.problems.length > 0) throw new SignalboxError("conflict", made.problems.join("\n"));
  if (made.changes.length === 0) return settle(ground, word, current.version);
  const reason = `as Signalbox suggested: ${row.reason}`;
  const written = await commitVersion(
    ground,
    name,
    made,
    { author: { kind: "person", id: by }, reason, actionId: null, taskId },
    waiting,
    {
      // Of two who take it, one makes the version.
      guard: isIn(row.id, "open"),
      entries: (mine) => decidedEntries(ground, word, mine),
      takes: row.id,
    },
  );
  return written ? { version: made.artefact.version } : "again";
}

/** Decides without a change of the document. */
async function settle(ground: Ground, word: Word, version: number | null): Promise<Decided> {
  const [[closed] = []] = await recordAll(ground, decidedEntries(ground, word, sql`true`));
  return hit(closed) ? { version } : "again";
}
