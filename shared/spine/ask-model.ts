import { eq } from "drizzle-orm";
import type { Entry, Statement } from "../db/ledger.ts";
import { tasks } from "../db/schema.ts";
import type { Attempt } from "../domain/attempt.ts";
import type { LedgerEntry } from "../domain/ledger.ts";
import type { EffectResult } from "../domain/sending.ts";
import { type CallRow, callStatement } from "./call-record.ts";
import type { Spine } from "./context.ts";
import { departTogether, type Ready } from "./departure.ts";
import { record } from "./record.ts";
import { complete, type Question, type Usage } from "./complete.ts";

/** A model's answer after checking: kept in its small form, or with what is wrong with it. */
export type Checked<K> =
  | { kept: K; problems: null; left?: LeftCall }
  | { kept: null; problems: string[]; left?: undefined };

/** A call, and what was made of it, that is written with what follows it. Plain, so that a step can return it. */
export interface LeftCall {
  row: CallRow;
  facts: LedgerEntry[];
  /** What the task is called from then on. */
  title: string;
}

/** What is made of a usable answer: its small form, and what is written with the call. */
export interface Kept<K> {
  kept: K;
  facts: LedgerEntry[];
  records?: Statement[];
  /** What is said as soon as it is on record, and what is kept then. */
  saying?: { ready: Ready; kept: (said: Attempt<EffectResult>) => K };
  /** What the task is called now, where the next step writes that and the facts: it follows at once. Absent: they are written here. */
  left?: { title: string };
}

/** What is written of a call that a step has left to the next. */
export function leftEntry({ db }: Pick<Spine, "db">, taskId: string, { row, facts, title }: LeftCall): Entry {
  return {
    facts,
    records: [callStatement(db, row), db.update(tasks).set({ title }).where(eq(tasks.id, taskId))],
  };
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
  const { saying, left } = made;
  if (left !== undefined) {
    const facts = [...call.facts, ...made.facts];
    return {
      kind: "done",
      value: { kept: made.kept, problems: null, left: { row: call.row, facts, ...left } },
    };
  }
  const entry = {
    facts: [...call.facts, ...made.facts],
    records: [...call.records, ...(made.records ?? [])],
  };
  const { attempts } = await departTogether(spine, saying === undefined ? [] : [saying.ready], [entry]);
  const [said] = attempts;
  const kept = saying === undefined || said === undefined ? made.kept : saying.kept(said);
  return { kind: "done", value: { kept, problems: null } };
}
