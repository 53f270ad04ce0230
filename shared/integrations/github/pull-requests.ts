import { type CallOutcome, mapAnswer } from "../call.ts";
import { graphql, readyMutation } from "./graphql.ts";
import * as wire from "./schema.ts";
import type { Session } from "./session.ts";

export interface NewPullRequest {
  branch: string;
  base: string;
  title: string;
  body: string;
  draft: boolean;
}

const readPulls = { pull_requests: "read" } as const;
const writePulls = { pull_requests: "write" } as const;
/** GitHub wants the right to write code for it too. */
const markReady = { ...writePulls, contents: "write" } as const;

/** Pull requests: looked up, opened, edited, made ready. */
export function pullRequests({ outside, withToken, call, nameNow }: Session) {
  return {
    pullRequest: async (name: string, number: number): Promise<CallOutcome<wire.PullRequest>> =>
      call(name, readPulls, { path: `pulls/${number}`, answer: wire.pullRequest }),

    /** The pull request of a branch of the repository itself: the open one, else the newest; null without any. */
    findPullRequest: async (name: string, branch: string): Promise<CallOutcome<wire.PullRequest | null>> => {
      let isMoved = false;
      const listed = async (called: string) => {
        const head = encodeURIComponent(`${called.slice(0, called.indexOf("/"))}:${branch}`);
        return call(name, readPulls, {
          path: `pulls?state=all&per_page=100&head=${head}`,
          answer: wire.pullRequests,
          onMoved: () => (isMoved = true),
        });
      };
      let found = await listed(name);
      if (isMoved) {
        // Branches go by their owner, who may be another one now.
        const now = await nameNow(name);
        if (now.kind !== "answered") return now;
        found = await listed(now.value);
      }
      return mapAnswer(found, (seen) => {
        // An API that ignored the filter must not hand us somebody else's.
        const ours = seen.filter((one) => one.branch === branch);
        return ours.find((one) => one.state === "open") ?? ours[0] ?? null;
      });
    },

    openPullRequest: async (
      name: string,
      { branch, ...rest }: NewPullRequest,
    ): Promise<CallOutcome<wire.PullRequest>> =>
      call(name, writePulls, {
        method: "POST",
        path: "pulls",
        body: { ...rest, head: branch },
        answer: wire.pullRequest,
      }),

    editPullRequest: async (
      name: string,
      number: number,
      words: { title: string; body: string },
    ): Promise<CallOutcome<wire.PullRequest>> =>
      call(name, writePulls, {
        method: "PATCH",
        path: `pulls/${number}`,
        body: words,
        answer: wire.pullRequest,
      }),

    /** Asks people for a review: all of them, or with a refusal none. */
    askForReview: async (
      name: string,
      number: number,
      logins: readonly string[],
    ): Promise<CallOutcome<wire.PullRequest>> =>
      call(name, writePulls, {
        method: "POST",
        path: `pulls/${number}/requested_reviewers`,
        body: { reviewers: logins },
        answer: wire.pullRequest,
      }),

    /** Makes a draft one that people are asked to review. */
    markReady: async (name: string, nodeId: string): Promise<CallOutcome<true>> =>
      withToken([name], markReady, async (authorization) =>
        graphql(outside, authorization, {
          query: readyMutation,
          input: { pullRequestId: nodeId },
          answer: wire.markedReady,
          read: (data) =>
            data.markPullRequestReadyForReview?.pullRequest.isDraft === false ? (true as const) : null,
        }),
      ),
  };
}
