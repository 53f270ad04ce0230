import { type Person, personBySlack, provenanceOfPerson } from "../../domain/person.ts";
import type { Provenance } from "../../domain/provenance.ts";
import type { NewSignal } from "../../domain/signal.ts";
import type { MessageEvent } from "./schema.ts";

/** Somebody who may decide is an operator of the system; everybody else in the workspace is internal. */
export function provenanceOf(user: string, people: readonly Person[]): Provenance {
  return provenanceOfPerson(personBySlack(people, user));
}

/** A Slack message event as a signal, with the reason when there is nothing for us in it. */
export function signalOfEvent(
  eventId: string,
  event: MessageEvent,
  bot: string | undefined,
  people: readonly Person[],
): NewSignal {
  const user = event.user ?? event.bot_id ?? "unknown";
  return {
    id: `slack:${eventId}`,
    kind: event.type === "app_mention" ? "slack.mention" : "slack.message",
    provenance: provenanceOf(user, people),
    body: {
      type: "slack",
      channel: event.channel,
      thread: event.thread_ts ?? event.ts,
      reply: event.thread_ts !== undefined && event.thread_ts !== event.ts,
      user,
      text: event.text.replace(/^\s*<@[UW][A-Z0-9]+>[,:]?\s*/, "").trim(),
    },
    dropReason: dropReason(event, bot),
  };
}

function dropReason(event: MessageEvent, bot: string | undefined): string | null {
  if (event.bot_id !== undefined || event.user === undefined) return "written by a bot";
  if (event.subtype !== undefined) return `not a new message (${event.subtype})`;
  if (event.edited) return "not a new message (edited)";
  if (event.type === "app_mention") return null;
  if (bot !== undefined && event.text.includes(`<@${bot}>`))
    return "a mention, which arrives as an event of its own";
  if (event.thread_ts === undefined || event.thread_ts === event.ts)
    return "neither a mention nor an answer in a thread";
  return null;
}
