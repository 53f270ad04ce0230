import type { Deliveries } from "../deliver-webhook.ts";
import { app, type Person } from "./people.ts";
import type { Issue } from "./issue.ts";
import { type JiraEvent, jiraWebhook } from "./webhooks.ts";

/** Tells the app what has happened to an issue. Resolves when the app has answered. */
export type Tell = (happened: JiraEvent, issue: Issue, origin: string, user?: Person) => Promise<unknown>;

/** Jira tells of everything, also of what the app itself has done. */
export function telling(deliveries: Deliveries, secret: string): Tell {
  return async (happened, issue, origin, user = app) =>
    deliveries.send(`${happened.event} ${issue.key}`, jiraWebhook(happened, issue, { secret, user, origin }));
}
