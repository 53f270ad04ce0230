import type { Context } from "hono";
import { eventRequest, interaction, slashCommand } from "../../shared/integrations/slack/schema.ts";
import { openSpine } from "../../shared/jobs/open-spine.ts";
import { bytesAfter } from "../../shared/platform/bytes.ts";
import { hmac } from "../../shared/platform/signatures/hmac.ts";
import { json, parse } from "./body.ts";
import { proven } from "./proven.ts";
import { agentCommand, onAgentCommand } from "./slack-agent.ts";
import { onSlackCommand } from "./slack-command.ts";
import { onSlackEvent } from "./slack-event.ts";
import { onSlackInteraction } from "./slack-interaction.ts";

/** api.slack.com/authentication/verifying-requests-from-slack */
const slack = {
  service: "Slack",
  scheme: hmac({
    secret: "SLACK_SIGNING_SECRET",
    header: "x-slack-signature",
    prefix: "v0=",
    encoding: "hex",
    algorithm: "SHA-256",
    timestamp: {
      header: "x-slack-request-timestamp",
      toleranceSeconds: 300,
      signed: (timestamp, body) => bytesAfter(`v0:${timestamp}:`, body),
    },
  }),
};

/** Slack's one address: events as JSON, interactions and slash commands as forms. It is answered, not only acknowledged. */
export async function slackWebhook(c: Context<{ Bindings: Env }>): Promise<Response> {
  const spine = await openSpine(c.env);
  const { bytes } = await proven(c, slack, spine);
  const body = new TextDecoder().decode(bytes);
  if (!(c.req.header("content-type") ?? "").startsWith("application/x-www-form-urlencoded")) {
    const request = parse("Slack", eventRequest, json(body));
    return request.type === "url_verification"
      ? c.json({ challenge: request.challenge })
      : onSlackEvent(spine, request);
  }
  const form = new URLSearchParams(body);
  const payload = form.get("payload");
  if (payload !== null) return onSlackInteraction(spine, parse("Slack", interaction, json(payload)));
  const command = parse("Slack", slashCommand, Object.fromEntries(form));
  return command.command === agentCommand ? onAgentCommand(spine, command) : onSlackCommand(spine, command);
}
