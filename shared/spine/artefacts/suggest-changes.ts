import { type ArtefactName, artefactState, closeSuggestions, removedByPeople } from "../../db/artefacts.ts";
import { artefactSuggestions } from "../../db/schema.ts";
import { type Change, crewName } from "../../domain/artefacts/artefact.ts";
import { artefactForms } from "../../domain/artefacts/forms.ts";
import { asSuggestions } from "../../domain/artefacts/suggestions.ts";
import type { LedgerEntry } from "../../domain/ledger.ts";
import type { Ground } from "../ground.ts";
import { record } from "../record.ts";
import { storedArtefact } from "./read-artefact.ts";
import { suggestionRows } from "./suggestion-rows.ts";

export interface Suggesting extends ArtefactName {
  changes: readonly Change[];
  reason: string;
  taskId: string | null;
  /** The action that may make only a part of them; absent: there is none. */
  actionId?: string | null;
}

/** What became of it: how many wait for people now, and what is in no form, in words. */
export interface Suggestions {
  suggested: number;
  problems: string[];
}

/** Shows changes beside a document for people to take or dismiss, and makes none of them. Twice is the same as once. */
export async function suggestChanges(ground: Ground, suggesting: Suggesting): Promise<Suggestions> {
  const { project, kind, changes } = suggesting;
  const name = { project, kind };
  const { row, waiting } = await artefactState(ground.db, name, null);
  const artefact = storedArtefact(name, row);
  const removed = await removedByPeople(ground.db, name, artefact.version, crewName);
  const known = waiting.map(({ change }) => change);
  const { suggested, problems } = asSuggestions(artefact, changes, ground.now(), known, removed);
  return { suggested: await keepSuggestions(ground, suggesting, suggested), problems };
}

/** Keeps suggestions that are in their form. Returns how many are new. */
export async function keepSuggestions(
  ground: Ground,
  { project, kind, reason, taskId, actionId = null }: Suggesting,
  suggested: readonly Change[],
): Promise<number> {
  const { db } = ground;
  const name = { project, kind };
  const { rows, superseded } = await suggestionRows(ground, name, suggested, { reason, taskId, actionId });
  const [first] = rows;
  if (first === undefined) return 0;
  const at = ground.now();
  const told: LedgerEntry = {
    id: `artefact/${project}/${kind}/suggested/${first.id}`,
    at,
    taskId,
    type: "artefact.suggested",
    summary: `${crewName} suggests ${rows.length === 1 ? "a change" : `${rows.length} changes`} of the ${artefactForms[kind].label} of ${project}: ${reason}`,
    data: { project, kind, suggestions: rows.map(({ id, entryId }) => ({ id, entryId })) },
  };
  await record(
    ground,
    [told],
    [
      closeSuggestions(db, superseded, { state: "superseded", decidedBy: null, decidedAt: at }),
      ...rows.map((row) => db.insert(artefactSuggestions).values(row).onConflictDoNothing()),
    ],
  );
  return rows.length;
}
