import type { Context } from "hono";
import { z } from "zod";
import { eventRequest, interaction, slashCommand } from "../../shared/integrations/slack/schema.ts";
import { signatureProblem } from "../../shared/integrations/slack/signature.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { requireSetting } from "../../shared/platform/settings.ts";
import { openSpine } from "../../shared/spine/context.ts";
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
    const request = parse(eventRequest, json(body));
    return request.type === "url_verification"
      ? c.json({ challenge: request.challenge })
      : onSlackEvent(spine, request);
  }
  const form = new URLSearchParams(body);
  const payload = form.get("payload");
  return payload === null
    ? onSlackCommand(spine, parse(slashCommand, Object.fromEntries(form)))
    : onSlackInteraction(spine, parse(interaction, json(payload)));
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SignalboxError("bad_request", "the body is not JSON", { cause: error });
  }
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success)
    throw new SignalboxError("bad_request", `not what Slack sends: ${z.prettifyError(result.error)}`);
  return result.data;
}
