import type { Handler } from "hono";
import { slackWebhook } from "./slack.ts";

/** Where outside events come in: `/webhooks/<source>`. A new source is a file and a line here. */
export const webhooks = {
  slack: slackWebhook,
} satisfies Record<string, Handler<{ Bindings: Env }>>;
