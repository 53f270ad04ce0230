import type { Context } from "hono";
import { z } from "zod";
import {
  eventRequest,
  interaction,
  otherInteraction,
  slashCommand,
} from "../../shared/integrations/slack/schema.ts";
import { configuredSpine, openSpine } from "../../shared/jobs/open-spine.ts";
import { bytesAfter } from "../../shared/platform/bytes.ts";
import { sha256 } from "../../shared/platform/digest.ts";
import { nameFromOutside } from "../../shared/platform/name-from-outside.ts";
import { readJson } from "../../shared/platform/read-json.ts";
import { hmac } from "../../shared/platform/signatures/hmac.ts";
import { wellFormed, wellFormedJson } from "../../shared/platform/well-formed.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { withinLimit } from "../rate-limit.ts";
import { parse } from "./body.ts";
import { keepIgnored } from "./keep-ignored.ts";
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

const said = z.object({ team_id: z.string().default(""), event: z.object({ user: z.string().default("") }) });

/**
 * Slack's one address: events as JSON, interactions and slash commands as forms. It is answered, not only acknowledged.
 * Slack signs the body and not what it is called: an event that is sent on as a form is still an event.
 */
export async function slackWebhook(c: Context<{ Bindings: Env }>): Promise<Response> {
  const spine = configuredSpine(c.env);
  const { bytes } = await proven(c, slack, spine);
  const body = new TextDecoder().decode(bytes);
  return /^\s*[[{"]/.test(body) ? onJson(c, spine, readJson(body)) : onForm(c, new URLSearchParams(body));
}

async function onJson(c: Context<{ Bindings: Env }>, spine: Spine, sent: unknown): Promise<Response> {
  const request = parse("Slack", eventRequest, sent);
  if (request.type === "url_verification") return c.json({ challenge: request.challenge });
  const { data: by } = said.safeParse(sent);
  await withinSender(c.env, by?.team_id ?? "", by?.event.user ?? "");
  // The id is made of the very characters that were sent, before any is repaired.
  const event_id = await nameFromOutside(request.event_id);
  wellFormedJson(request);
  return onSlackEvent(spine, { ...request, event_id });
}

async function onForm(c: Context<{ Bindings: Env }>, form: URLSearchParams): Promise<Response> {
  const payload = form.get("payload");
  if (payload !== null) {
    const sent = wellFormedJson(readJson(payload));
    const { data: other } = otherInteraction.safeParse(sent);
    if (other !== undefined) return onOther(c, payload, other);
    const request = parse("Slack", interaction, sent);
    await withinSender(c.env, "", request.user.id);
    return onSlackInteraction(await openSpine(c.env), request);
  }
  const fields = Object.fromEntries([...form].map(([name, value]) => [name, wellFormed(value)]));
  const command = parse("Slack", slashCommand, fields);
  await withinSender(c.env, "", command.user_id);
  const request = { ...command, trigger_id: await nameFromOutside(command.trigger_id) };
  const spine = await openSpine(c.env);
  return command.command === agentCommand ? onAgentCommand(spine, request) : onSlackCommand(spine, request);
}

/** An interaction that nobody here has asked for: seen, and kept with the reason. */
async function onOther(
  { env }: Context<{ Bindings: Env }>,
  payload: string,
  { type, user }: z.infer<typeof otherInteraction>,
): Promise<Response> {
  await withinSender(env, "", user.id);
  const id = `slack:${await sha256(payload)}`;
  keepIgnored(configuredSpine(env), "slack", { id, reason: `nothing is read from ${type}` });
  return new Response(null, { status: 200 });
}

async function withinSender(env: Env, team: string, user: string): Promise<void> {
  await withinLimit(env, "SENDER_LIMIT", `slack:${team}:${user}`);
}
