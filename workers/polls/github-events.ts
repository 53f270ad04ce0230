import { mapAnswer, type CallOutcome } from "../../shared/integrations/call.ts";
import type { githubClient } from "../../shared/integrations/github/client.ts";
import type { Standing, WholePull } from "../../shared/integrations/github/news.ts";
import type { NewSignal } from "../../shared/domain/signal.ts";
import {
  type MapContext,
  type Mapped,
  signalOfClosed,
  signalOfComment,
  signalOfInlineComment,
  signalOfReview,
} from "../../shared/jobs/bug-fix/sources/github/map.ts";
import {
  signalsOfRun,
  signalsOfStatus,
  signalsOfSuite,
} from "../../shared/jobs/bug-fix/sources/github/ci.ts";
import { heardOfMerge } from "../../shared/jobs/project-watch/sources/github/heard.ts";
import { log } from "../../shared/platform/log.ts";
import type { Settings } from "../../shared/spine/settings.ts";

type Client = ReturnType<typeof githubClient>;

/** Something that has happened in a repository, told as its webhook would have told it. */
export type Event = (repository: { full_name: string }, context: MapContext) => Mapped;

/** What events lead to; what says nothing to anybody is left out. */
export function signalsIn(name: string, events: readonly Event[], settings: Settings): NewSignal[] {
  const context = { people: settings.PEOPLE, rules: settings.RULES };
  return events.flatMap((event) => {
    const read = event({ full_name: name }, context);
    return "ignored" in read ? [] : read;
  });
}

/**
 * What people have said about a pull request.
 * @param since what has changed since this moment is asked for; `from`: what was written before is nobody's news.
 */
export async function saidOn(
  client: Client,
  name: string,
  number: number,
  { since, from }: { since: number; from: number },
): Promise<CallOutcome<Event[]>> {
  // To the second, as GitHub has it.
  const after = new Date(since).toISOString().replace(/\.\d+Z$/, "Z");
  const isNews = (at: string | null | undefined): boolean => !(Date.parse(at ?? "") < from);
  const comments = await client.commentsSince(name, number, after);
  if (comments.kind !== "answered") return comments;
  const inline = await client.inlineSince(name, number, after);
  if (inline.kind !== "answered") return inline;
  const reviews = await client.reviews(name, number);
  if (reviews.kind !== "answered") return reviews;
  const pull_request = { number };
  // Who has left GitHub since is nobody who could decide.
  const issue = { number, title: "", html_url: "", pull_request: {} };
  const value: Event[] = [
    ...comments.value.flatMap(({ user: sender, ...comment }): Event[] =>
      sender && isNews(comment.created_at)
        ? [(repository, context) => signalOfComment({ issue, comment, repository, sender }, context)]
        : [],
    ),
    ...inline.value.flatMap(({ user: sender, ...comment }): Event[] =>
      sender && isNews(comment.created_at)
        ? [
            (repository, context) =>
              signalOfInlineComment({ comment, pull_request, repository, sender }, context),
          ]
        : [],
    ),
    // One that isn't submitted yet has no time.
    ...reviews.value.flatMap(({ user: sender, ...review }): Event[] =>
      sender && review.submitted_at && isNews(review.submitted_at)
        ? [(repository, context) => signalOfReview({ review, pull_request, repository, sender }, context)]
        : [],
    ),
  ];
  return { kind: "answered", value };
}

/** How the checks of a pull request's head have ended. `isOver`: none is under way. */
export async function verdictsOn(
  client: Client,
  name: string,
  number: number,
  { sha, ref }: Standing["head"],
): Promise<CallOutcome<{ events: Event[]; isOver: boolean }>> {
  const runs = await client.runs(name, sha);
  if (runs.kind !== "answered") return runs;
  const suites = unlessForbidden(await client.suites(name, sha), name);
  if (suites.kind !== "answered") return suites;
  const statuses = unlessForbidden(await client.statuses(name, sha), name);
  if (statuses.kind !== "answered") return statuses;
  const pull_requests = [{ number }];
  const events: Event[] = [
    ...runs.value
      .filter(({ status }) => status === "completed")
      .map(
        (run): Event =>
          (repository, context) =>
            signalsOfRun({ workflow_run: { ...run, pull_requests }, repository }, context),
      ),
    ...suites.value
      .filter(({ status }) => status === "completed")
      .map(
        (suite): Event =>
          (repository, context) =>
            signalsOfSuite({ check_suite: { ...suite, pull_requests }, repository }, context),
      ),
    ...statuses.value
      .filter(({ state }) => state !== "pending")
      .map(
        (status): Event =>
          (repository, context) =>
            signalsOfStatus(
              { ...status, sha, branches: [{ name: ref }], repository, pull_requests },
              context,
            ),
      ),
  ];
  // A suite of an app that never says anything waits for ever.
  const isOver =
    runs.value.every(({ status }) => status === "completed") &&
    suites.value.every(({ status }) => status !== "in_progress") &&
    statuses.value.every(({ state }) => state !== "pending");
  return { kind: "answered", value: { events, isOver } };
}

/** Checks of other apps and statuses are seen where the App may see them; where it may not, the others still count. */
function unlessForbidden<T>(outcome: CallOutcome<T[]>, name: string): CallOutcome<T[]> {
  if (outcome.kind !== "refused") return outcome;
  log.warn("poll.forbidden", { code: `github:${name}`, reason: outcome.error });
  return { kind: "answered", value: [] };
}

/** That a pull request is merged or closed, with who did it. */
export async function endOf(client: Client, name: string, pull: WholePull): Promise<CallOutcome<Event>> {
  const { number, merged_by, base } = pull;
  const by = merged_by
    ? ({ kind: "answered", value: { closed_by: merged_by } } as const)
    : await client.closer(name, number);
  return mapAnswer(by, ({ closed_by }): Event => (repository, context) => {
    const sender = closed_by ?? { login: "somebody" };
    const event = { pull_request: pull, repository: { ...repository, ...base.repo }, sender };
    return [
      ...signalOfClosed(`github:closed:${name}#${number}`, event, context),
      ...heardOfMerge(event, context),
    ];
  });
}
