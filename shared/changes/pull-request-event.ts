import { z } from "zod";
import type { SignalForm } from "../spine/signal-form.ts";

/** What happens on GitHub to a pull request that may be ours. */
const pullRequestEvent = z.strictObject({
  type: z.literal("pull_request"),
  repository: z.string(),
  /** GitHub's number for it; absent where it isn't said. */
  repositoryId: z.number().int().nullish(),
  /** Null: it is known by its branch alone. */
  number: z.number().nullable(),
  branch: z.string().optional(),
  event: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("comment"),
      login: z.string(),
      commentId: z.number(),
      text: z.string(),
      /** The file and the line that it is about, as `PLAN.md:12`; null: the whole. */
      at: z.string().nullable().default(null),
      /** When it was written, epoch milliseconds, by GitHub's clock; null: it doesn't say. */
      writtenAt: z.number().nullable().default(null),
      /** Whether it has other words by now than it was written with. */
      edited: z.boolean().default(false),
      /** Whether it is a review that wants changes: what it says line by line belongs to it, whoever that speaks to. */
      wantsChanges: z.boolean().default(false),
    }),
    z.strictObject({
      kind: z.literal("closed"),
      login: z.string(),
      merged: z.boolean(),
      mergeCommit: z.string().nullable(),
    }),
    z.strictObject({
      kind: z.literal("checks"),
      runId: z.number(),
      name: z.string(),
      conclusion: z.string(),
      commit: z.string(),
      /** Whether it is a run of Actions, whose logs can be read. */
      isActions: z.boolean().default(true),
    }),
  ]),
});
export type PullRequestEvent = z.infer<typeof pullRequestEvent>;

export const pullRequestForm: SignalForm<PullRequestEvent> = {
  schema: pullRequestEvent,
  words: ({ event, ...at }) => `${placeOf(at)}: ${eventWords(event)}`,
};

/** A pull request in words: `acme/shop#12`, or by its branch. */
export function placeOf({
  repository,
  number,
  branch,
}: Pick<PullRequestEvent, "repository" | "number" | "branch">): string {
  return number === null ? `${repository}, ${branch}` : `${repository}#${number}`;
}

function eventWords(event: PullRequestEvent["event"]): string {
  switch (event.kind) {
    case "comment":
      return `github:${event.login} wrote: ${event.text}`;
    case "closed":
      return `github:${event.login} ${event.merged ? "merged" : "closed"} it`;
    case "checks":
      return `${event.name}: ${event.conclusion}`;
  }
}
