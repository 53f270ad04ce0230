import { type CallOutcome, mapAnswer } from "../call.ts";
import { callGithub } from "./call.ts";
import { type FailedLogs, failedLogs } from "./logs.ts";
import * as wire from "./schema.ts";
import { orNull, type Session } from "./session.ts";

const metadata = { metadata: "read" } as const;
/** A comment's number is that of an issue or of a pull request. */
const readTalk = { issues: "read", pull_requests: "read" } as const;
const writeTalk = { issues: "write", pull_requests: "write" } as const;
const readRuns = { actions: "read" } as const;
const commentsAPage = 100;

/** What people and CI say: comments, rights, logs. */
export function talk({ outside, withToken, call }: Session) {
  return {
    comment: async (name: string, number: number, body: string): Promise<CallOutcome<wire.Comment>> =>
      call(name, writeTalk, {
        method: "POST",
        path: `issues/${number}/comments`,
        body: { body },
        answer: wire.comment,
      }),

    /**
     * The App's own comment that ends with a marker, newest first; null when there is none. From the last page down:
     * comments that come in or are deleted meanwhile hide none.
     */
    findComment: async (
      name: string,
      number: number,
      marker: string,
    ): Promise<CallOutcome<wire.Comment | null>> =>
      withToken([name], readTalk, async (authorization, bot) => {
        const path = `repos/${name}/issues/${number}`;
        const issue = await callGithub(outside, authorization, { path, answer: wire.issue });
        if (issue.kind !== "answered") return issue;
        for (let page = Math.floor(issue.value.comments / commentsAPage) + 1; page > 0; page--) {
          const seen = await callGithub(outside, authorization, {
            path: `${path}/comments?per_page=${commentsAPage}&page=${page}`,
            answer: wire.comments,
          });
          if (seen.kind !== "answered") return seen;
          const found = seen.value.findLast(
            ({ body, user }) => user?.login === bot && (body ?? "").trimEnd().endsWith(marker),
          );
          if (found) return { kind: "answered", value: found };
        }
        return { kind: "answered", value: null };
      }),

    /** What somebody may do in a repository; "none" for whom GitHub doesn't know there. */
    permission: async (name: string, login: string): Promise<CallOutcome<wire.Right>> =>
      mapAnswer(
        orNull(
          await call(name, metadata, {
            path: `collaborators/${encodeURIComponent(login)}/permission`,
            answer: wire.collaborator,
          }),
        ),
        (seen) => seen?.permission ?? "none",
      ),

    /** The ends of the logs of a run's failed jobs, together at most 20,000 characters. */
    failedLogs: async (name: string, runId: number): Promise<CallOutcome<FailedLogs>> =>
      withToken([name], readRuns, async (authorization) => failedLogs(outside, authorization, name, runId)),
  };
}
