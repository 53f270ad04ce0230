import type { Handler } from "hono";
import { github } from "./github.ts";
import { gmail } from "./gmail.ts";
import { jira } from "./jira.ts";
import { recall } from "./recall.ts";
import { sentry } from "./sentry.ts";
import { slackWebhook } from "./slack.ts";
import { webhookDoor } from "./webhook-door.ts";
import type { WebhookSource } from "./webhook-source.ts";

/** The services that tell us of things. A new one is a file and a line here. */
const sources: readonly WebhookSource[] = [sentry, jira, github, gmail, recall];

/** Where outside events come in: `/webhooks/<source>`. */
export const webhooks: Readonly<Record<string, Handler<{ Bindings: Env }>>> = {
  // It is spoken with: its commands and buttons want an answer.
  slack: slackWebhook,
  ...Object.fromEntries(sources.map((source) => [source.name, webhookDoor(source)])),
};
