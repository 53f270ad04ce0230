import type { z } from "zod";
import { signalOfEvent } from "../../shared/integrations/slack/map.ts";
import type { eventRequest } from "../../shared/integrations/slack/schema.ts";
import { log } from "../../shared/platform/log.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { receive } from "../../shared/spine/receive.ts";

type EventCallback = Extract<z.infer<typeof eventRequest>, { type: "event_callback" }>;

/** An event from Slack: recorded once and queued. The answer never waits for the work. */
export async function onSlackEvent(spine: Spine, request: EventCallback): Promise<Response> {
  if (!("channel" in request.event)) return ignored(request, request.event.type);
  const bot = request.authorizations?.[0]?.user_id;
  // Not from outside: the action that made us say it is on record.
  if (bot !== undefined && request.event.user === bot) return ignored(request, "said by ourselves");
  const signal = signalOfEvent(request.event_id, request.event, bot, spine.settings.PEOPLE);
  return Response.json({ ok: true, signal: await receive(spine, signal) });
}

function ignored({ event_id }: EventCallback, reason: string): Response {
  log.info("slack.event_ignored", { signalId: event_id, reason });
  return Response.json({ ok: true, signal: "ignored" });
}
