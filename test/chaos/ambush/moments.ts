import type { Random } from "../../random.ts";

/** A moment in the life of a task: a fact is on record and its step not over yet, or something has happened outside and nobody here knows. */
export type Moment =
  | { kind: "recorded"; fact: string; of?: string }
  | { kind: "unanswered"; twin: Twin; path: string; match: string };

type Twin = "slack" | "github" | "sentry";

export const recorded = (fact: string, of?: string): Moment => ({
  kind: "recorded",
  fact,
  ...(of === undefined ? {} : { of }),
});

export const unanswered = (twin: Twin, path: string, match: string): Moment => ({
  kind: "unanswered",
  twin,
  path,
  match,
});

/** What is said in Slack carries the name of its step. */
export const said = (step: string): Moment => unanswered("slack", "/api/chat.postMessage", `.${step}`);

/** Some of them, by chance, in their order. */
export function someOf<T>(random: Random, moments: readonly T[], count: number): T[] {
  const chosen = new Set<number>();
  while (chosen.size < Math.min(count, moments.length)) chosen.add(random.int(0, moments.length - 1));
  return moments.filter((_moment, n) => chosen.has(n));
}

/** A moment in words, for whoever follows the run. */
export function nameOf(moment: Moment): string {
  return moment.kind === "recorded"
    ? `${moment.fact}${moment.of === undefined ? "" : ` of ${moment.of}`} is recorded`
    : `${moment.twin}${moment.path} with ${moment.match} has happened and is not answered`;
}
