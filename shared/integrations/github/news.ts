import { z } from "zod";
import type { CallOutcome } from "../call.ts";
import type { Permissions } from "./app-token.ts";
import type { GithubCall } from "./call.ts";
import type { Session } from "./session.ts";
import { checkSuite, commented, commentedInline, pullRequestClosed, reviewed, workflowRun } from "./wire.ts";

/*
 * What webhooks tell, asked for. GitHub shows the same things in the same form; who did something stands in the thing itself.
 */
const by = { user: commented.shape.sender.nullish() };
const said = commented.shape.comment.extend(by);
const inline = commentedInline.shape.comment.extend(by);
const review = reviewed.shape.review.extend(by);
const run = workflowRun.shape.workflow_run
  .omit({ pull_requests: true })
  .extend({ status: z.string().nullish() });
const suite = checkSuite.shape.check_suite
  .omit({ pull_requests: true })
  .extend({ status: z.string().nullish() });
const status = z.object({
  id: z.number().int().positive(),
  context: z.string(),
  state: z.enum(["success", "failure", "error", "pending"]),
});

const standing = z.object({
  number: z.number().int(),
  state: z.enum(["open", "closed"]),
  draft: z.boolean().nullish(),
  updated_at: z.string(),
  head: z.object({ sha: z.string().min(1), ref: z.string() }),
  base: z.object({ repo: z.object({ id: z.number().int().nullish() }).nullish() }).nullish(),
});
export type Standing = z.infer<typeof standing>;

const whole = pullRequestClosed.shape.pull_request.extend({
  ...standing.shape,
  base: z.object({
    ref: z.string(),
    repo: z.object({ id: z.number().int(), default_branch: z.string() }).nullish(),
  }),
  merged_by: commented.shape.sender.nullish(),
});
export type WholePull = z.infer<typeof whole>;
const closed = z.object({ closed_by: commented.shape.sender.nullish() });

/** The rights that all of it needs, so that one token does; those that an App need not have are asked for by themselves. */
const look = { actions: "read", issues: "read", pull_requests: "read" } as const;
const perPage = 100;
/** So many pages of a list are read at most. */
const mostPages = 5;

/** What has happened in a repository, for who can't rely on having been told. */
export function news({ call }: Session) {
  /** The pages of a list, as far as they are read. */
  const listed = async <T>(
    name: string,
    permissions: Permissions,
    { path, answer }: Pick<GithubCall<T[]>, "path" | "answer">,
  ): Promise<CallOutcome<T[]>> => {
    const all: T[] = [];
    for (let page = 1; page <= mostPages; page++) {
      const paged = `${path}${path.includes("?") ? "&" : "?"}per_page=${perPage}${page === 1 ? "" : `&page=${page}`}`;
      const seen = await call(name, permissions, { path: paged, answer });
      if (seen.kind !== "answered") return seen;
      all.push(...seen.value);
      if (seen.value.length < perPage) break;
    }
    return { kind: "answered", value: all };
  };

  return {
    /** Open pull requests, the one that has changed last first; of very many not all. */
    openPulls: async (name: string): Promise<CallOutcome<Standing[]>> =>
      listed(name, look, { path: "pulls?state=open&sort=updated&direction=desc", answer: z.array(standing) }),

    wholePull: async (name: string, number: number): Promise<CallOutcome<WholePull>> =>
      call(name, look, { path: `pulls/${number}`, answer: whole }),

    /** Who has closed it; only an issue says so, which each pull request is too. */
    closer: async (name: string, number: number): Promise<CallOutcome<z.infer<typeof closed>>> =>
      call(name, look, { path: `issues/${number}`, answer: closed }),

    /** Comments on a pull request as a whole that were written or edited since a moment, oldest first. */
    commentsSince: async (
      name: string,
      number: number,
      since: string,
    ): Promise<CallOutcome<z.infer<typeof said>[]>> =>
      listed(name, look, { path: `issues/${number}/comments?since=${since}`, answer: z.array(said) }),

    /** The same for comments on its lines. */
    inlineSince: async (
      name: string,
      number: number,
      since: string,
    ): Promise<CallOutcome<z.infer<typeof inline>[]>> =>
      listed(name, look, {
        path: `pulls/${number}/comments?sort=created&direction=asc&since=${since}`,
        answer: z.array(inline),
      }),

    /** All reviews, oldest first: GitHub can't be asked for the newest ones alone. */
    reviews: async (name: string, number: number): Promise<CallOutcome<z.infer<typeof review>[]>> =>
      listed(name, look, { path: `pulls/${number}/reviews`, answer: z.array(review) }),

    /** The runs of Actions on a commit. */
    runs: async (name: string, sha: string): Promise<CallOutcome<z.infer<typeof run>[]>> =>
      listed(name, look, {
        path: `actions/runs?head_sha=${sha}`,
        answer: z.object({ workflow_runs: z.array(run) }).transform(({ workflow_runs }) => workflow_runs),
      }),

    /** The checks of all apps on a commit, by app. */
    suites: async (name: string, sha: string): Promise<CallOutcome<z.infer<typeof suite>[]>> =>
      listed(
        name,
        { checks: "read" },
        {
          path: `commits/${sha}/check-suites`,
          answer: z.object({ check_suites: z.array(suite) }).transform(({ check_suites }) => check_suites),
        },
      ),

    /** The newest status of each context on a commit. */
    statuses: async (name: string, sha: string): Promise<CallOutcome<z.infer<typeof status>[]>> =>
      listed(
        name,
        { statuses: "read" },
        {
          path: `commits/${sha}/status`,
          answer: z.object({ statuses: z.array(status) }).transform(({ statuses }) => statuses),
        },
      ),
  };
}
