import { type JiraCreateTicket, jiraCreateTicket } from "../../../actions/jira-create-ticket.ts";
import type { MadeIssue } from "../../../integrations/jira/client.ts";
import { mrkdwn } from "../../../integrations/slack/mrkdwn.ts";
import type { Outlet } from "./outlet.ts";

/** A new ticket in Jira; a version may lead to several, each with its number. */
function ticket(number: number): Outlet<"jira_create_ticket", JiraCreateTicket, MadeIssue> {
  return {
    step: `ticket${number}`,
    noun: "Jira ticket",
    effect: jiraCreateTicket,
    facts: ({ project, type }) => [mrkdwn`a ${type} in ${project}`],
    outcome: ({ url }) => ({ url, note: null }),
  };
}

/** So many tickets a version may lead to. */
export const tickets = [1, 2, 3, 4, 5].map(ticket);
