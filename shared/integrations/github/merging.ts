import { z } from "zod";
import type { CallOutcome } from "../call.ts";
import type { Session } from "./session.ts";

export const mergeMethods = ["squash", "merge", "rebase"] as const;
export type MergeMethod = (typeof mergeMethods)[number];

const merged = z.object({ sha: z.string().regex(/^[0-9a-f]{40}$/), merged: z.literal(true) });

/** Merges pull requests (docs.github.com/rest/pulls/pulls, "Merge a pull request"). */
export function merging({ call }: Session) {
  return {
    /**
     * Merges one that still has this very head; the commit that it left on the base. Refused with status 409 where the head
     * is another by now, and with 405 where GitHub's rules, a conflict or the method are against it.
     * @param touchesWorkflows whether it changes workflow files, which is a right of its own.
     */
    mergePullRequest: async (
      name: string,
      number: number,
      {
        head,
        method,
        title,
        touchesWorkflows,
      }: {
        head: string;
        method: MergeMethod;
        title: string;
        touchesWorkflows: boolean;
      },
    ): Promise<CallOutcome<string>> =>
      call(
        name,
        { contents: "write", ...(touchesWorkflows ? { workflows: "write" as const } : {}) },
        {
          method: "PUT",
          path: `pulls/${number}/merge`,
          body: {
            sha: head,
            merge_method: method,
            // A rebase keeps the commits' own words.
            ...(method === "rebase" ? {} : { commit_title: `${title} (#${number})` }),
          },
          answer: merged.transform(({ sha }) => sha),
        },
      ),
  };
}
