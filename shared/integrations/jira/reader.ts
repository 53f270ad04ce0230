import type { z } from "zod";
import type { Outside } from "../../platform/config.ts";
import { type CallOutcome, mapAnswer } from "../call.ts";
import { fieldList } from "./custom-fields.ts";
import { jiraLine } from "./jira-call.ts";
import { markKey } from "./mark.ts";
import * as wire from "./schema.ts";
import { ticket } from "./shapes.ts";

export interface Search {
  jql: string;
  fields: readonly string[];
  maxResults: number;
  /** Of the page before; null: the first page. */
  token: string | null;
}

/** What Jira is asked by whoever watches it. Nothing here changes anything. */
export function jiraReader(outside: Outside) {
  const { root, browse, call } = jiraLine(outside);

  const search = async <T>(
    issue: z.ZodType<T>,
    { token, ...asked }: Search,
    more: object = {},
  ): Promise<CallOutcome<{ issues: T[]; nextPageToken: string | null }>> =>
    call("search/jql", wire.searchPage(issue), {
      ...asked,
      ...more,
      ...(token === null ? {} : { nextPageToken: token }),
    });

  return {
    root,
    browse,
    /** Issues with what has changed. A long changelog is cut: its total says so. */
    changed: async (asked: Search) => search(wire.changedIssue, asked, { expand: "changelog" }),
    /** Issues with little more than their numbers. */
    known: async (asked: Search) => search(wire.knownIssue, asked),
    changelog: async (id: string, startAt: number, maxResults: number) =>
      call(`issue/${id}/changelog?startAt=${startAt}&maxResults=${maxResults}`, wire.changelogPage),
    /** The newest comments first. */
    comments: async (id: string, startAt: number, maxResults: number) =>
      call(
        `issue/${id}/comment?startAt=${startAt}&maxResults=${maxResults}&orderBy=-created`,
        wire.watchedComments,
      ),
    /** The numbers of those among the newest comments that are effects of our own actions. */
    ours: async (id: string): Promise<CallOutcome<Set<string>>> =>
      mapAnswer(
        await call(
          `issue/${id}/comment?startAt=0&maxResults=100&orderBy=-created&expand=properties`,
          wire.commentPage,
        ),
        ({ comments }) =>
          new Set(
            comments
              .filter(({ properties }) => properties.some(({ key }) => key === markKey))
              .map((comment) => comment.id),
          ),
      ),
    /** One issue, wherever it is now: Jira follows former keys. */
    issue: async (id: string) => call(`issue/${id}?fields=*all`, ticket),
    fields: async () => call("field", fieldList),
    myself: async () => call("myself", wire.myself),
    project: async (key: string) => call(`project/${key}`, wire.projectSeen),
  };
}
export type JiraReader = ReturnType<typeof jiraReader>;
