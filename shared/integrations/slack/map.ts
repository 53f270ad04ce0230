import { type Person, personBySlack, provenanceOfPerson } from "../../domain/person.ts";
import type { Provenance } from "../../domain/provenance.ts";
import type { NewSignal } from "../../domain/signal.ts";
import { outsider } from "./outsider.ts";
import { filesIn, type MessageEvent } from "./schema.ts";
import { unescapeMrkdwn } from "./unescape.ts";

/** Somebody who may decide is an operator of the system; everybody else in the workspace is internal. */
export function provenanceOf(user: string, people: readonly Person[]): Provenance {
  return provenanceOfPerson(personBySlack(people, user));
}

/** How an event reached us: as which bot, in which workspace. */
export interface Reached {
  bot: string | undefined;
  home: string | undefined;
}

/** A Slack message event as a signal, with the reason when there is nothing for us in it. */
export function signalOfEvent(
  eventId: string,
  event: MessageEvent,
  { bot, home }: Reached,
  people: readonly Person[],
): NewSignal {
  const user = event.user ?? event.bot_id ?? "unknown";
  const stranger = outsider(event, home);
  const words = unescapeMrkdwn(
    withoutName(event.text, bot).replace(/^\s*<@[UW][A-Z0-9]+(?:\|[^>]*)?>[,:]?\s*/, ""),
  );
  const isReply = event.thread_ts !== undefined && event.thread_ts !== event.ts;
  return {
    id: `slack:${eventId}`,
    kind: event.type === "app_mention" ? "slack.mention" : "slack.message",
    provenance: stranger === null ? provenanceOf(user, people) : "external",
    body: {
      type: "slack",
      channel: event.channel,
      thread: event.thread_ts ?? event.ts,
      reply: isReply,
      ...(isReply ? { ts: event.ts } : {}),
      user,
      text: [words, ...filesIn(event)].join("\n").trim(),
    },
    dropReason: dropReason(event, bot) ?? stranger,
  };
}

/** What somebody says to us, wherever in it they call our name. */
function withoutName(text: string, bot: string | undefined): string {
  return text.replaceAll(/\s?<@([UW][A-Z0-9]+)(?:\|[^>]*)?>[,:]?/g, (name, user: string, at: number) =>
    user === bot && at > 0 ? "" : name,
  );
}

/** Why a message is passed over whose words come a second time, as a mention. */
export const toldTwice = "a mention, which arrives as an event of its own";

/** Messages that are somebody's words like any others. */
const spoken: ReadonlySet<string> = new Set(["file_share", "thread_broadcast", "me_message"]);

function dropReason(event: MessageEvent, bot: string | undefined): string | null {
  if (event.subtype !== undefined && !spoken.has(event.subtype))
    return `not a new message (${event.subtype})`;
  if (event.bot_id !== undefined || event.user === undefined) return "written by a bot";
  if (event.type === "app_mention") return null;
  if (event.edited) return "not a new message (edited)";
  if (bot !== undefined && (event.text.includes(`<@${bot}>`) || event.text.includes(`<@${bot}|`)))
    return toldTwice;
  if (event.thread_ts === undefined || event.thread_ts === event.ts)
    return "neither a mention nor an answer in a thread";
  return null;
}
