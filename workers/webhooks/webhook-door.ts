import type { Context, Handler } from "hono";
import { openSpine } from "../../shared/jobs/open-spine.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { log } from "../../shared/platform/log.ts";
import { receive, type Received } from "../../shared/spine/receive.ts";
import { json, parse } from "./body.ts";
import { proven } from "./proven.ts";
import type { Delivery, WebhookSource } from "./webhook-source.ts";

const longestId = 200;

/**
 * The door of a source: proves where a request comes from, reads it, and records what it says before it answers.
 * @throws SignalboxError what the scheme throws; `bad_request` when the delivery has no name, or isn't what the service sends.
 */
export function webhookDoor(source: WebhookSource, open = openSpine): Handler<{ Bindings: Env }> {
  return async (c: Context<{ Bindings: Env }>) => {
    const spine = await open(c.env);
    const { header, bytes } = await proven(c, source, spine);
    const sent = json(new TextDecoder().decode(bytes));
    const body: Delivery["body"] = (schema) => parse(source.service, schema, sent);
    const id = `${source.name}:${deliveryName(source, header, body)}`;
    const read = source.read({ id, body, header, settings: spine.settings });
    if ("ignored" in read) {
      // It is not on record, only in the log.
      log.info(`${source.name}.event_ignored`, { signalId: id, reason: read.ignored });
      return c.json({ ok: true, signal: "ignored" });
    }
    const received: Received[] = [];
    for (const signal of read) received.push(await receive(spine, signal));
    return c.json({ ok: true, signal: received[0], ...(received.length > 1 ? { signals: received } : {}) });
  };
}

function deliveryName(
  { delivery }: WebhookSource,
  header: Delivery["header"],
  body: Delivery["body"],
): string {
  const inHeader = typeof delivery === "string";
  const name = inHeader ? header(delivery) : delivery({ body, header });
  if (name === undefined || name.trim() === "" || name.length > longestId)
    throw new SignalboxError("bad_request", `${inHeader ? delivery : "the body"} does not name the delivery`);
  return name;
}
