import type { Handler } from "hono";
import { githubWebhook } from "./github.ts";
import { jiraWebhook } from "./jira.ts";
import { sentryWebhook } from "./sentry.ts";
import { slackWebhook } from "./slack.ts";

/** Where outside events come in: `/webhooks/<source>`. A new source is a file and a line here. */
export const webhooks = {
  slack: slackWebhook,
  sentry: sentryWebhook,
  jira: jiraWebhook,
  github: githubWebhook,
} satisfies Record<string, Handler<{ Bindings: Env }>>;
