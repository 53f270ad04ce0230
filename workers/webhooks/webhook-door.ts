import type { Context, Handler } from "hono";
import { configuredSpine } from "../../shared/jobs/open-spine.ts";
import { hexOf } from "../../shared/platform/digest.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { nameFromOutside } from "../../shared/platform/name-from-outside.ts";
import { readJson } from "../../shared/platform/read-json.ts";
import type { Incoming } from "../../shared/platform/signatures/scheme.ts";
import { wellFormedJson } from "../../shared/platform/well-formed.ts";
import { receiveRead } from "../../shared/spine/receive.ts";
import { withinLimit } from "../rate-limit.ts";
import { parse } from "./body.ts";
import { keepIgnored } from "./keep-ignored.ts";
import { proven } from "./proven.ts";
import type { Delivery, WebhookSource } from "./webhook-source.ts";

/**
 * The door of a source: proves where a request comes from, reads it, and records what it says before it answers.
 * @throws SignalboxError what the scheme throws; `rate_limited`; `bad_request` when the delivery has no name, or isn't what the
 * service sends.
 */
export function webhookDoor(source: WebhookSource, open = configuredSpine): Handler<{ Bindings: Env }> {
  return async (c: Context<{ Bindings: Env }>) => {
    const spine = open(c.env);
    const { header, bytes } = await proven(c, source, spine);
    const sent = readJson(new TextDecoder().decode(bytes));
    const body: Delivery["body"] = (schema) => parse(source.service, schema, sent);
    const sender = source.sender?.({ body, header }) ?? "";
    await withinLimit(c.env, "SENDER_LIMIT", `${source.name}:${sender}`);
    const id = `${source.name}:${await deliveryName(source, { header, bytes }, body)}`;
    // Only now: what tells deliveries apart is taken from the very characters that were sent.
    wellFormedJson(sent);
    const received = await receiveRead(spine, (settings) => source.read({ id, body, header, settings }));
    if ("ignored" in received) {
      keepIgnored(spine, source.name, { id, reason: received.ignored });
      return c.json({ ok: true, signal: "ignored" });
    }
    return c.json({ ok: true, signal: received[0], ...(received.length > 1 ? { signals: received } : {}) });
  };
}

async function deliveryName(
  { delivery }: WebhookSource,
  { header, bytes }: Incoming,
  body: Delivery["body"],
): Promise<string> {
  if (delivery === undefined) return hexOf(await crypto.subtle.digest("SHA-256", bytes));
  const inHeader = typeof delivery === "string";
  const name = inHeader ? header(delivery) : delivery({ body, header });
  if (name === undefined || name.trim() === "")
    throw new SignalboxError("bad_request", `${inHeader ? delivery : "the body"} does not name the delivery`);
  return nameFromOutside(name);
}
