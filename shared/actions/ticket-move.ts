import type { Moved } from "../integrations/jira/move-issue.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import { notThisProjects } from "./jira-issue.ts";
import { type JiraStatusChange, jiraStatusChange } from "./jira-status-change.ts";

/** Moves a task's own ticket on, from where the task has left it and from nowhere else. */
export const ticketMove: ActionKindModule<"ticket_move", JiraStatusChange, Moved> = {
  ...jiraStatusChange,
  kind: "ticket_move",
  target: ({ issue }) => `ticket:${issue}`,
  outOfBounds: ({ issue, from }, rules) =>
    from === null ? "a ticket is moved only from where its task has left it" : notThisProjects(issue, rules),
};
