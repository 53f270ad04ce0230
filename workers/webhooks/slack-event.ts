import type { z } from "zod";
import { signalOfEvent } from "../../shared/integrations/slack/map.ts";
import type { eventRequest } from "../../shared/integrations/slack/schema.ts";
import { log } from "../../shared/platform/log.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { receiveRead } from "../../shared/spine/receive.ts";

type EventCallback = Extract<z.infer<typeof eventRequest>, { type: "event_callback" }>;

/** An event from Slack: recorded once and queued. The answer never waits for the work. */
export async function onSlackEvent(spine: Spine, request: EventCallback): Promise<Response> {
  const { event } = request;
  if (!("channel" in event)) return ignored(request, event.type);
  const bot = request.authorizations?.[0]?.user_id;
  // Not from outside: the action that made us say it is on record.
  if (bot !== undefined && event.user === bot) return ignored(request, "said by ourselves");
  const received = await receiveRead(spine, ({ PEOPLE }) => [
    signalOfEvent(request.event_id, event, bot, PEOPLE),
  ]);
  if ("ignored" in received) return ignored(request, received.ignored);
  return Response.json({ ok: true, signal: received[0] });
}

function ignored({ event_id }: EventCallback, reason: string): Response {
  log.info("slack.event_ignored", { signalId: event_id, reason });
  return Response.json({ ok: true, signal: "ignored" });
}
