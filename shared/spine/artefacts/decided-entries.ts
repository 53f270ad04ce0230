import type { SQL } from "drizzle-orm";
import { closeSuggestions, isIn, type SuggestionRow } from "../../db/artefacts.ts";
import { insertWhere } from "../../db/insert-where.ts";
import { actionOutcomes } from "../../db/schema.ts";
import { artefactForms } from "../../domain/artefacts/forms.ts";
import type { LedgerEntry } from "../../domain/ledger.ts";
import type { Ground } from "../ground.ts";
import type { Entry } from "../../db/ledger.ts";

/** A person's word on a suggestion. */
export interface Word {
  row: SuggestionRow;
  decision: "accepted" | "dismissed";
  by: string;
}

/**
 * What is written of a word on a suggestion, where `so` holds. Where the crew only observes it is also how its judgement
 * did: there is no action whose outcome would tell.
 */
export function decidedEntries(ground: Ground, word: Word, so: SQL): Entry[] {
  const { row, decision, by } = word;
  const { db } = ground;
  const at = ground.now();
  const counts = isIn(row.id, decision);
  const outcome = outcomeOf(word, at);
  return [
    {
      records: [
        closeSuggestions(db, [row.id], { state: decision, decidedBy: by, decidedAt: at }, so),
        ...(outcome === null ? [] : [insertWhere(db, actionOutcomes, outcome, counts).onConflictDoNothing()]),
      ],
      facts: [decidedFact(word, at)],
      guard: counts,
    },
  ];
}

function outcomeOf({ row, decision, by }: Word, at: number): typeof actionOutcomes.$inferSelect | null {
  const { id, taskId, actionId, project, kind } = row;
  if (actionId !== null || taskId === null) return null;
  return {
    actionId: id,
    taskId,
    project,
    kind: "artefact_update",
    target: `artefact:${project}:${kind}`,
    outcome: decision === "accepted" ? "accepted" : "corrected",
    reviewed: true,
    by,
    at,
  };
}

function decidedFact({ row, decision, by }: Word, at: number): LedgerEntry {
  const { id, taskId, project, kind, entryId } = row;
  return {
    id: `artefact/${project}/${kind}/decided/${id}`,
    at,
    taskId,
    type: "artefact.decided",
    summary: `${by} ${decision} what was suggested for ${entryId} in the ${artefactForms[kind].label} of ${project}`,
    data: { project, kind, suggestion: id, decision, by },
  };
}
