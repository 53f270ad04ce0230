import { createHmac, randomUUID } from "node:crypto";
import type { Webhook } from "../deliver-webhook.ts";
import type { Comment, History, Issue } from "./issue.ts";
import { type Person, personView } from "./people.ts";
import { commentView, issueView, itemView } from "./views.ts";

export type JiraEvent =
  | { event: "jira:issue_created" }
  | { event: "jira:issue_deleted"; at: string }
  | { event: "jira:issue_updated"; history: History }
  | { event: "comment_created"; comment: Comment };

export interface WebhookOptions {
  secret: string;
  user: Person;
  /** Root of Jira's site, for the links. */
  origin?: string | undefined;
  /** Absent: a new one. Stays the same when Jira sends a webhook again. */
  identifier?: string | undefined;
}

/**
 * A webhook of Jira Cloud, signed as Jira signs those that have a secret.
 * Contract: developer.atlassian.com/cloud/jira/platform/webhooks.
 */
export function jiraWebhook(happened: JiraEvent, issue: Issue, options: WebhookOptions): Webhook {
  const { secret, user, origin = "https://acme.atlassian.net" } = options;
  const self = `${origin}/rest/api/3/issue/${issue.id}`;
  const body = JSON.stringify({
    timestamp: momentOf(happened, issue),
    webhookEvent: happened.event,
    ...detailsOf(happened, self),
    // A comment's webhook names who wrote it in the comment.
    ...(happened.event === "comment_created" ? {} : { user: personView(user) }),
    issue: { self, ...issueView(issue, fieldsOf(happened)) },
  });
  return {
    headers: {
      "content-type": "application/json",
      "x-atlassian-webhook-identifier": options.identifier ?? randomUUID(),
      "x-hub-signature": `sha256=${createHmac("sha256", secret).update(body, "utf8").digest("hex")}`,
    },
    body,
  };
}

/** Jira tells of it a little later than it has written it down. */
function momentOf(happened: JiraEvent, issue: Issue): number {
  const lateMs = 3;
  switch (happened.event) {
    case "jira:issue_created":
      return Date.parse(issue.created) + lateMs;
    case "jira:issue_updated":
      return Date.parse(happened.history.created) + lateMs;
    case "comment_created":
      return Date.parse(happened.comment.created) + lateMs;
    case "jira:issue_deleted":
      return Date.parse(happened.at) + lateMs;
  }
}

/** A comment's webhook has little of the issue. */
function fieldsOf({ event }: JiraEvent): string[] {
  return event === "comment_created"
    ? ["summary", "issuetype", "project", "status", "assignee", "priority"]
    : ["*all"];
}

function detailsOf(happened: JiraEvent, self: string): object {
  switch (happened.event) {
    case "jira:issue_created":
      return { issue_event_type_name: "issue_created" };
    case "jira:issue_deleted":
      return { issue_event_type_name: "issue_deleted" };
    case "jira:issue_updated": {
      const { id, changes } = happened.history;
      return {
        issue_event_type_name: "issue_generic",
        changelog: { id, items: changes.map(itemView) },
      };
    }
    case "comment_created": {
      const comment = commentView(happened.comment, "");
      return { comment: { self: `${self}/comment/${comment.id}`, ...comment } };
    }
  }
}
