import { z } from "zod";
import { jiraMover } from "../integrations/jira/mover.ts";
import { moveIssue, type Moved } from "../integrations/jira/move-issue.ts";
import { type ActionKindModule, byHandUnless } from "../spine/action-kind.ts";
import { notSeen } from "../integrations/call.ts";
import { issueKey, notThisProjects, unknownJira } from "./jira-issue.ts";
import { oneLine } from "./one-line.ts";

export const jiraStatusChangeSchema = z.strictObject({
  issue: issueKey,
  /** The status that the change was thought out for; null: whatever it is. */
  from: oneLine(60).nullable(),
  to: oneLine(60),
});

export type JiraStatusChange = z.infer<typeof jiraStatusChangeSchema>;

const moved: z.ZodType<Moved> = z.object({ issue: z.string(), status: z.string(), url: z.string() });

/** Moves an issue to another status, by the ways that the project's workflow has there. Its status is its own mark. */
export const jiraStatusChange: ActionKindModule<"jira_status_change", JiraStatusChange, Moved> = {
  kind: "jira_status_change",
  schema: jiraStatusChangeSchema,
  result: moved,
  service: "jira",
  preview: ({ issue, from, to }) => ({
    title: `Move ${issue} to ${to}`,
    body:
      from === null
        ? "From whatever its status is."
        : `From ${from}; if it is something else by then, not at all.`,
  }),
  target: ({ issue }) => `jira:${issue}`,
  outOfBounds: ({ issue }, rules) => unknownJira(issue, rules),
  byHand: (payload, rules) => byHandUnless(notThisProjects(payload.issue, rules), payload),

  apply: async (ground, { payload, firstSentAt }) => moveIssue(ground, payload, firstSentAt),

  reconcile: async (ground, { payload: { issue, to } }) => {
    const jira = jiraMover(ground);
    const now = await jira.standing(issue);
    if (now.kind !== "answered") return notSeen(now);
    return now.value.status.name === to
      ? { kind: "found", result: { issue, status: to, url: jira.browse(issue) } }
      : { kind: "absent" };
  },
};
