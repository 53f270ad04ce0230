import { eq } from "drizzle-orm";
import { z } from "zod";
import { signals } from "../../shared/db/schema.ts";
import { personBySlack } from "../../shared/domain/person.ts";
import type { NewSignal } from "../../shared/domain/signal.ts";
import { readStopOrder, type StopOrder, wantsToStop } from "../../shared/domain/stop-order.ts";
import { slackClient } from "../../shared/integrations/slack/client.ts";
import { signalOfEvent, toldTwice } from "../../shared/integrations/slack/map.ts";
import type { eventRequest, MessageEvent } from "../../shared/integrations/slack/schema.ts";
import { inBackground } from "../../shared/platform/background.ts";
import { log } from "../../shared/platform/log.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { currentSettings } from "../../shared/spine/live-settings.ts";
import { receive, receiveRead } from "../../shared/spine/receive.ts";
import { keepIgnored } from "./keep-ignored.ts";
import { onDeleted, onEdited } from "./slack-change.ts";
import { notUnderstood, obey } from "./stop-order.ts";

type EventCallback = Extract<z.infer<typeof eventRequest>, { type: "event_callback" }>;

/** An event from Slack: recorded once and queued. The answer never waits for the work. */
export async function onSlackEvent(spine: Spine, request: EventCallback): Promise<Response> {
  const { event } = request;
  if (!("channel" in event)) return ignored(spine, request, `nothing is read from ${event.type}`);
  const bot = request.authorizations?.[0]?.user_id;
  // Not from outside: the action that made us say it is on record.
  if (bot !== undefined && event.user === bot) {
    log.info("slack.event_ignored", { signalId: request.event_id, reason: "said by ourselves" });
    return Response.json({ ok: true, signal: "ignored" });
  }
  const reached = { bot, home: request.authorizations?.[0]?.team_id ?? request.team_id };
  const bare = signalOfEvent(request.event_id, event, reached, []);
  if (bare.dropReason === toldTwice) return ignored(spine, request, toldTwice);
  const order = orderIn(bare);
  // To stop is right whenever it is said; what was changed into an order to resume may be an old one.
  if (order !== null && !(event.edited && order !== "unclear" && order.verb === "resume")) {
    const settings = await currentSettings(spine);
    const signal = signalOfEvent(request.event_id, event, reached, settings.PEOPLE);
    if (signal.dropReason === null) return onOrder({ ...spine, settings }, event, signal, order);
  }
  const isEdited = event.type === "app_mention" && Boolean(event.edited) && bare.dropReason === null;
  if (isEdited || event.subtype === "message_deleted") {
    const settings = await currentSettings(spine);
    const at = { ...spine, settings };
    const signal = signalOfEvent(request.event_id, event, reached, settings.PEOPLE);
    const changed = isEdited
      ? await onEdited(at, event, signal)
      : { ...signal, dropReason: await onDeleted(at, event) };
    return Response.json({ ok: true, signal: await receive(at, changed) });
  }
  const received = await receiveRead(spine, ({ PEOPLE }) => [
    signalOfEvent(request.event_id, event, reached, PEOPLE),
  ]);
  if ("ignored" in received) return ignored(spine, request, received.ignored);
  return Response.json({ ok: true, signal: received[0] });
}

/** The order in a mention; "unclear" where somebody wants to stop something, and doesn't say what. */
function orderIn({ kind, body }: NewSignal): StopOrder | "unclear" | null {
  const said = z.object({ text: z.string() }).safeParse(body);
  if (kind !== "slack.mention" || !said.success) return null;
  return readStopOrder(said.data.text) ?? (wantsToStop(said.data.text) ? "unclear" : null);
}

/**
 * An order to stop or to resume is obeyed at once, and begins nothing. It is recorded after it was obeyed: told of again in
 * between it is the same order, and afterwards none.
 */
async function onOrder(
  spine: Spine,
  { channel, thread_ts, user }: MessageEvent,
  signal: NewSignal,
  order: StopOrder | "unclear",
): Promise<Response> {
  const known = await spine.db
    .select({ id: signals.id })
    .from(signals)
    .where(eq(signals.id, signal.id))
    .get();
  if (known !== undefined) return Response.json({ ok: true, signal: "duplicate" });
  const isClear = order !== "unclear";
  const answer = isClear
    ? await obey(spine, order, personBySlack(spine.settings.PEOPLE, user ?? ""))
    : notUnderstood;
  const dropReason = isClear ? `an order to ${order.verb}` : "an order to stop that doesn't say what";
  const recorded = await receive(spine, { ...signal, dropReason });
  inBackground("whisper", { signalId: signal.id }, async () =>
    slackClient(spine).whisper(channel, thread_ts, user ?? "", answer),
  );
  return Response.json({ ok: true, signal: recorded });
}

function ignored(spine: Spine, { event_id }: EventCallback, reason: string): Response {
  keepIgnored(spine, "slack", { id: `slack:${event_id}`, reason });
  return Response.json({ ok: true, signal: "ignored" });
}
