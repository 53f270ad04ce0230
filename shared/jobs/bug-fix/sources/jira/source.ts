import { z } from "zod";
import { jiraComment } from "../../../../actions/jira-comment.ts";
import { jiraStatusChange } from "../../../../actions/jira-status-change.ts";
import { cut } from "../../../../platform/cut.ts";
import { type Reaction, sending } from "../reaction.ts";
import { failureText } from "../../../../changes/failure-told.ts";
import type { ReportSource } from "../report-source.ts";

const origin = z.strictObject({ kind: z.literal("jira"), issue: z.string(), url: z.string() });
export type JiraOrigin = z.infer<typeof origin>;

/** What happens after a merge is one step. */
const afterMerge = "tell jira of merge";

/** Jira issues with the label. Comments and changes of the status are held for a while, and nobody waits for them. */
export const jira: ReportSource<"jira", JiraOrigin> = {
  name: "jira",
  origin,
  signals: { "jira.labelled": "Jira label" },
  judged: { by: "request" },
  page: ({ issue, url }) => ({ name: issue, url }),
  identity: ({ origin: { issue } }) => `jira:${issue}`,
  evidence: ({ issue }) => {
    const key = issue.slice(0, issue.lastIndexOf("-"));
    return {
      weight: 0.65,
      why: `its Jira project is ${key}`,
      fits: ({ jiraProjects }) => jiraProjects.includes(key),
    };
  },
  complete: null,
  tell: {
    linked: (from, { key, reason }) => [comment(key, key, from, `No new fix: ${cut(reason, 1000)}.`)],
    planned: (from, words) => [comment("tell jira", "jira-plan", from, words)],
    merged: (from, words) => [comment(afterMerge, "jira-merged", from, words)],
    failed: (from, told) => [comment("tell jira of failure", "jira-failed", from, failureText(told))],
  },
  resolve: ({ issue }, { jiraDone }) => [
    sending(afterMerge, "jira-done", jiraStatusChange, {
      issue,
      from: null,
      to: jiraDone,
      orDone: true,
    }),
  ],
};

function comment(name: string, key: string, { issue }: JiraOrigin, text: string): Reaction {
  return sending(name, key, jiraComment, { issue, text });
}
