import type { MadeIssue } from "../integrations/jira/client.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import { type JiraCreateTicket, jiraCreateTicket } from "./jira-create-ticket.ts";

/**
 * The ticket that tells of a task, in the one Jira project that the task's project has set for that. The rule is the yes to all of
 * them, so nobody is asked for each.
 */
export const ticketOpen: ActionKindModule<"ticket_open", JiraCreateTicket, MadeIssue> = {
  ...jiraCreateTicket,
  kind: "ticket_open",
  outOfBounds: ({ project }, { tickets }) =>
    tickets === project ? null : `no rule gives this project's tasks tickets in ${project}`,
};
