import type { IssueEvent } from "./wire.ts";

/** An event of an issue that may give it a label. */
export interface LabelEvent {
  name: "jira:issue_created" | "jira:issue_updated";
  event: IssueEvent;
}

/**
 * What tells a change of an issue from all others: Jira's own numbers, which are the same in a webhook and in a search.
 * @param delivery what it goes by where the event doesn't say.
 */
export function changeName({ name, event: { issue, changelog } }: LabelEvent, delivery: string): string {
  const entry = name === "jira:issue_created" ? "created" : changelog?.id;
  return issue.id && entry ? `jira:${issue.id}:${entry}` : delivery;
}
