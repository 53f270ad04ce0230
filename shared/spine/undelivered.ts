import type { LedgerEntry } from "../domain/ledger.ts";
import type { Spine } from "./context.ts";
import { fact, record } from "./record.ts";

/** What people could not be told where they should have been. */
export interface Undelivered {
  /** The place, as an action's target names it: "slack:C012AB3CD", or the service where all of it takes nothing. */
  where: string;
  reason: string;
  /** What to do about it, as a sentence. */
  mend: string;
  /** Where it was told instead; null: nowhere, it stands on the dashboard. */
  instead: string | null;
  /** Its beginning, as plain text. */
  words: string;
}

const longestReason = 500;
const longestWords = 300;

/** The fact that something could not be told. `key` is the name of what was to be said. */
export function undeliveredFact(
  spine: Spine,
  taskId: string,
  key: string,
  { where, reason, mend, instead, words }: Undelivered,
): LedgerEntry {
  const why = reason.slice(0, longestReason);
  const so = instead === null ? "" : `; it is told in ${instead} instead`;
  const data = { where, reason: why, mend, instead, words: words.slice(0, longestWords) };
  return fact(
    spine,
    taskId,
    `${key}/undelivered`,
    "notice.undelivered",
    `${where} could not be told: ${why}${so}`,
    data,
  );
}

/** Puts on record that something could not be told; once for each key. */
export async function recordUndelivered(
  spine: Spine,
  taskId: string,
  key: string,
  missed: Undelivered,
): Promise<void> {
  await record(spine, [undeliveredFact(spine, taskId, key, missed)]);
}
