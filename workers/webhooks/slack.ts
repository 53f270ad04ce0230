import type { Context } from "hono";
import { eventRequest, interaction, slashCommand } from "../../shared/integrations/slack/schema.ts";
import { signatureProblem } from "../../shared/integrations/slack/signature.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { requireSetting } from "../../shared/platform/config.ts";
import { openSpine } from "../../shared/jobs/open-spine.ts";
import { json, parse } from "./body.ts";
import { agentCommand, onAgentCommand } from "./slack-agent.ts";
import { onSlackCommand } from "./slack-command.ts";
import { onSlackEvent } from "./slack-event.ts";
import { onSlackInteraction } from "./slack-interaction.ts";

/** Slack's one address: events as JSON, interactions and slash commands as forms. */
export async function slackWebhook(c: Context<{ Bindings: Env }>): Promise<Response> {
  const spine = await openSpine(c.env);
  const secret = requireSetting(spine.settings, "SLACK_SIGNING_SECRET");
  // Decoded by hand: the runtime warns of text() on a form.
  const body = new TextDecoder().decode(await c.req.arrayBuffer());
  const headers = {
    timestamp: c.req.header("x-slack-request-timestamp"),
    signature: c.req.header("x-slack-signature"),
  };
  const problem = await signatureProblem(secret, headers, body, spine.now());
  if (problem !== null) throw new SignalboxError("unauthorized", `the Slack signature is ${problem}`);

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
