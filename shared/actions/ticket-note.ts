import type { MadeComment } from "../integrations/jira/client.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import { type JiraComment, jiraComment } from "./jira-comment.ts";
import { notThisProjects } from "./jira-issue.ts";

/** What has become of a task, as a comment on the task's own ticket. Its words are made by code. */
export const ticketNote: ActionKindModule<"ticket_note", JiraComment, MadeComment> = {
  ...jiraComment,
  kind: "ticket_note",
  target: ({ issue }) => `ticket:${issue}`,
  outOfBounds: ({ issue }, rules) => notThisProjects(issue, rules),
};
