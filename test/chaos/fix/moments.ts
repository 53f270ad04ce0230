import type { Random } from "../../random.ts";

/** A moment in the life of a fix: a fact is on record and its step not over yet, or something has happened outside and nobody here knows. */
export type FixMoment =
  | { kind: "recorded"; fact: string; of?: string }
  | { kind: "unanswered"; twin: "slack" | "github" | "sentry"; path: string; match: string };

const recorded = (fact: string, of?: string): FixMoment => ({
  kind: "recorded",
  fact,
  ...(of === undefined ? {} : { of }),
});
const unanswered = (twin: "slack" | "github" | "sentry", path: string, match: string): FixMoment => ({
  kind: "unanswered",
  twin,
  path,
  match,
});
/** What is said in Slack carries the name of its step. */
const said = (step: string): FixMoment => unanswered("slack", "/api/chat.postMessage", `.${step}`);

/** Every step of `BugFixWorkflow` from a Sentry alert to the merge, in its order. */
export const fixMoments: readonly FixMoment[] = [
  recorded("task.queued"),
  recorded("task.started"),
  said("open-thread"),
  recorded("repository.found"),
  recorded("assignment.queued", "plan"),
  recorded("phase.started", "plan"),
  recorded("phase.passed", "plan"),
  recorded("assignment.ended", "planned"),
  recorded("plan.written"),
  unanswered("github", "/git/refs", "refs/heads/fix"),
  unanswered("github", "/graphql", "createCommitOnBranch"),
  unanswered("github", "/pulls", '"base"'),
  recorded("approval.requested"),
  said("ask-run-1"),
  recorded("approval.decided"),
  unanswered("slack", "/api/chat.update", ".show-run-1"),
  recorded("assignment.queued", "execute"),
  said("executing"),
  recorded("phase.started", "red"),
  recorded("phase.passed", "red"),
  recorded("phase.passed", "green"),
  recorded("phase.passed", "refactor"),
  recorded("phase.passed", "review"),
  recorded("assignment.ended", "ready"),
  unanswered("github", "/pulls/", '"title"'),
  unanswered("github", "/graphql", "markPullRequestReady"),
  recorded("pull_request.ready"),
  said("say-ready"),
  recorded("pull_request.merged"),
  unanswered("sentry", "/issues/", "resolvedInNextRelease"),
  recorded("effect.applied", "sentry_resolve"),
  unanswered("github", "/comments", '"body"'),
  said("report"),
  recorded("task.done"),
];

/** Some of them, by chance, in their order. */
export function someMoments(random: Random, count: number): FixMoment[] {
  const chosen = new Set<number>();
  while (chosen.size < Math.min(count, fixMoments.length)) chosen.add(random.int(0, fixMoments.length - 1));
  return fixMoments.filter((_moment, n) => chosen.has(n));
}

/** A moment in words, for whoever follows the run. */
export function nameOf(moment: FixMoment): string {
  return moment.kind === "recorded"
    ? `${moment.fact}${moment.of === undefined ? "" : ` of ${moment.of}`} is recorded`
    : `${moment.twin}${moment.path} with ${moment.match} has happened and is not answered`;
}
