import type { Attempt } from "../domain/attempt.ts";
import type { Spine } from "../spine/context.ts";
import { complete, type Question, type Usage } from "./complete.ts";

/** A model's answer after checking: kept in its small form, or with what is wrong with it. */
export type Checked<K> = { usage: Usage } & (
  | { kept: K; problems: null }
  | { kept: null; problems: string[] }
);

/** Asks, checks the answer beyond its schema, and keeps a usable one (`keep` stores it and returns what to remember). */
export async function ask<T, K>(
  spine: Spine,
  question: Question<T>,
  check: (value: T) => string[],
  keep: (value: T, usage: Usage) => Promise<K>,
): Promise<Attempt<Checked<K>>> {
  const attempt = await complete(spine, question);
  if (attempt.kind !== "done") return attempt;
  const { usage, value, problems } = attempt.value;
  if (problems !== null) return { kind: "done", value: { usage, kept: null, problems } };
  const found = check(value);
  if (found.length > 0) return { kind: "done", value: { usage, kept: null, problems: found } };
  return { kind: "done", value: { usage, kept: await keep(value, usage), problems: null } };
}
