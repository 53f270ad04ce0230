import { z } from "zod";
import { jiraMover } from "../integrations/jira/mover.ts";
import { isThere, moveIssue, type Moved } from "../integrations/jira/move-issue.ts";
import { type ActionKindModule, byHandUnless } from "../spine/action-kind.ts";
import { notSeen } from "../integrations/call.ts";
import { issueKey, notThisProjects, unknownJira } from "./jira-issue.ts";
import { oneLine } from "./one-line.ts";

export const jiraStatusChangeSchema = z.strictObject({
  issue: issueKey,
  /** The status that the change was thought out for; null: whatever it is. */
  from: oneLine(60).nullable(),
  to: oneLine(60),
  /** Where its workflow has no way there, another status that counts as done will do. */
  orDone: z.boolean().optional(),
});

export type JiraStatusChange = z.infer<typeof jiraStatusChangeSchema>;

const moved: z.ZodType<Moved> = z.object({ issue: z.string(), status: z.string(), url: z.string() });

/** Moves an issue to another status, by the ways that the project's workflow has there. Its status is its own mark. */
export const jiraStatusChange: ActionKindModule<"jira_status_change", JiraStatusChange, Moved> = {
  kind: "jira_status_change",
  schema: jiraStatusChangeSchema,
  result: moved,
  service: "jira",
  preview: ({ issue, from, to, orDone = false }) => ({
    title: `Move ${issue} to ${to}`,
    body: [
      from === null
        ? "From whatever its status is."
        : `From ${from}; if it is something else by then, not at all.`,
      ...(orDone ? ["Where its workflow has no way there, to another status that counts as done."] : []),
    ].join(" "),
  }),
  target: ({ issue }) => `jira:${issue}`,
  outOfBounds: ({ issue }, rules) => unknownJira(issue, rules),
  byHand: (payload, rules) => byHandUnless(notThisProjects(payload.issue, rules), payload),

  apply: async (ground, { payload, firstSentAt }) => moveIssue(ground, payload, firstSentAt),

  reconcile: async (ground, { payload }) => {
    const { issue } = payload;
    const jira = jiraMover(ground);
    const now = await jira.standing(issue);
    if (now.kind !== "answered") return notSeen(now);
    const { status } = now.value;
    return isThere(payload, status)
      ? { kind: "found", result: { issue, status: status.name, url: jira.browse(issue) } }
      : { kind: "absent" };
  },
};
