import { z } from "zod";
import type { LedgerEntry } from "../domain/ledger.ts";
import { cut } from "../platform/cut.ts";
import type { Spine } from "./context.ts";
import { fact, record } from "./record.ts";

/** What people could not be told where they should have been, as its fact says it. */
export const missedForm = z.object({
  /** The place, as an action's target names it: "slack:C012AB3CD", or the service where all of it takes nothing. */
  where: z.string(),
  /** The kind of action that was to tell it. */
  kind: z.string(),
  reason: z.string(),
  /** What to do about it, as a sentence. */
  mend: z.string(),
  /** Where it was told instead; null: nowhere, it stands on the dashboard. */
  instead: z.string().nullable(),
  /** Its beginning, as plain text. */
  words: z.string(),
});
export type Missed = z.infer<typeof missedForm>;

const longestReason = 500;
const longestWords = 300;

/** The fact that something could not be told. `key` is the name of what was to be said. */
export function undeliveredFact(spine: Spine, taskId: string, key: string, missed: Missed): LedgerEntry {
  const { where, instead } = missed;
  const reason = cut(missed.reason, longestReason);
  const so = instead === null ? "" : `; it is told in ${instead} instead`;
  const data = { ...missed, reason, words: cut(missed.words, longestWords) };
  const summary = `${where} could not be told: ${reason}${so}`;
  return fact(spine, taskId, `${key}/undelivered`, "notice.undelivered", summary, data);
}

/** Puts on record that something could not be told; once for each key. */
export async function recordUndelivered(
  spine: Spine,
  taskId: string,
  key: string,
  missed: Missed,
): Promise<void> {
  await record(spine, [undeliveredFact(spine, taskId, key, missed)]);
}

/** Somebody says that a place is mended: what could not be told there is nobody's concern any more. */
export async function markMended(spine: Spine, where: string, by: string): Promise<void> {
  const summary = `${by} says that ${where} can be told things again`;
  const id = `notice.mended/${crypto.randomUUID()}`;
  const told = { id, at: spine.now(), taskId: null, type: "notice.mended", summary } as const;
  await record(spine, [{ ...told, data: { where, by } }]);
}
