import { z } from "zod";
import { jiraClient, type MadeIssue } from "../integrations/jira/client.ts";
import { jiraProjectKey } from "../policy/rules.ts";
import { sha256 } from "../platform/digest.ts";
import { type ActionKindModule, byHandUnless } from "../spine/action-kind.ts";
import { notThisProjects, unknownJira } from "./jira-issue.ts";
import { oneLine } from "./one-line.ts";

export const jiraCreateTicketSchema = z.strictObject({
  project: jiraProjectKey,
  /** The name of an issue type of the project. */
  type: oneLine(60),
  summary: oneLine(250),
  description: z.string().max(20_000),
});

export type JiraCreateTicket = z.infer<typeof jiraCreateTicketSchema>;

/** How long Jira's search may not know a new issue, milliseconds. */
const searchLagMs = 30_000;

/** A new issue. Jira has no idempotency key: a label that follows from the action's id marks the issue. */
export const jiraCreateTicket: ActionKindModule<"jira_create_ticket", JiraCreateTicket, MadeIssue> = {
  kind: "jira_create_ticket",
  schema: jiraCreateTicketSchema,
  result: z.object({ issue: z.string(), url: z.string() }),
  service: "jira",
  preview: ({ project, type, summary, description }) => ({
    title: summary,
    body: `A new ${type} in ${project}\n\n${description}`,
  }),
  // The ticket to be: two that are proposed for one project don't stand in each other's way.
  target: ({ project, summary }) => `jira:${project}/${summary}`,
  outOfBounds: ({ project }, rules) => unknownJira(project, rules),
  byHand: (payload, rules) => byHandUnless(notThisProjects(payload.project, rules), payload),
  apply: async (ground, { id, payload }) => jiraClient(ground).create(payload, await labelOf(id)),

  reconcile: async (ground, { id, payload, sentAt }) => {
    const seen = await jiraClient(ground).findByLabel(payload.project, await labelOf(id));
    if (seen.kind !== "absent") return seen;
    // Without a time of sending, the worst is taken: it left this moment.
    const remaining = searchLagMs - (ground.now() - (sentAt ?? ground.now()));
    return remaining <= 0
      ? seen
      : { kind: "unclear", error: "Jira's search may not know the issue yet", afterMs: remaining };
  },
};

async function labelOf(actionId: string): Promise<string> {
  return `signalbox-${(await sha256(actionId)).slice(0, 16)}`;
}
