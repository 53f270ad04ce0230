import type { Statement } from "../db/ledger.ts";
import type { Attempt } from "../domain/attempt.ts";
import type { LedgerEntry } from "../domain/ledger.ts";
import type { EffectResult } from "../domain/sending.ts";
import type { Spine } from "./context.ts";
import { departTogether, type Ready } from "./departure.ts";
import { record } from "./record.ts";
import { complete, type Question, type Usage } from "./complete.ts";

/** A model's answer after checking: kept in its small form, or with what is wrong with it. */
export type Checked<K> = { kept: K; problems: null } | { kept: null; problems: string[] };

/** What is made of a usable answer: its small form, and what is written with the call. */
export interface Kept<K> {
  kept: K;
  facts: LedgerEntry[];
  records?: Statement[];
  /** What is said as soon as it is on record, and what is kept then. */
  saying?: { ready: Ready; kept: (said: Attempt<EffectResult>) => K };
}

/**
 * Asks, checks the answer beyond its schema, and keeps a usable one (`keep` says what to remember and to write). The call
 * is recorded with it, and also when it can't be kept: it has been paid.
 */
export async function ask<T, K>(
  spine: Spine,
  question: Question<T>,
  check: (value: T) => string[],
  keep: (value: T, usage: Usage) => Promise<Kept<K>>,
): Promise<Attempt<Checked<K>>> {
  const attempt = await complete(spine, question);
  if (attempt.kind !== "done") return attempt;
  const { usage, call, value, problems } = attempt.value;
  const found = problems ?? check(value);
  if (problems !== null || found.length > 0) {
    await record(spine, call.facts, call.records);
    return { kind: "done", value: { kept: null, problems: found } };
  }
  let made: Kept<K>;
  try {
    made = await keep(value, usage);
  } catch (error) {
    await record(spine, call.facts, call.records);
    throw error;
  }
  const { saying } = made;
  const entry = {
    facts: [...call.facts, ...made.facts],
    records: [...call.records, ...(made.records ?? [])],
  };
  const { attempts } = await departTogether(spine, saying === undefined ? [] : [saying.ready], [entry]);
  const [said] = attempts;
  const kept = saying === undefined || said === undefined ? made.kept : saying.kept(said);
  return { kind: "done", value: { kept, problems: null } };
}
