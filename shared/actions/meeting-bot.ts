import { z } from "zod";
import { changeMeeting } from "../db/meetings.ts";
import { meetings } from "../db/schema.ts";
import { taskById } from "../db/tasks.ts";
import { longestUid } from "../domain/meeting/invitation.ts";
import { attendeeSchema, mostAttendees } from "../domain/meeting/meeting.ts";
import { threadOf } from "../domain/signal.ts";
import { notSeen } from "../integrations/call.ts";
import { recallClient } from "../integrations/recall/client.ts";
import type { RecallBot } from "../integrations/recall/schema.ts";
import { type ActionKindModule, byHandUnless, type KindRules } from "../spine/action-kind.ts";
import type { Ground } from "../spine/ground.ts";
import { meetingOfAction } from "./meeting-of-action.ts";
import { oneLine } from "./one-line.ts";

/** Recall's list prices of an hour, and of an hour's transcript (recall.ai/pricing). */
const hourMicroUsd = 500_000 + 150_000;
const usualMinutes = 60;

const meetingBotSchema = z.strictObject({
  title: oneLine(150),
  /** Where the meeting takes place. */
  url: z.url({ protocol: /^https$/, error: "must be the meeting's https address" }).max(2000),
  /** When it begins; null: it is going on. */
  startsAt: z.iso.datetime({ offset: true }).nullable(),
  /** How long it is meant to take. */
  minutes: z.number().int().min(5).max(240).default(usualMinutes),
  attendees: z.array(attendeeSchema).max(mostAttendees).default([]),
  /** How those who are there know that they are recorded: the invitation's words, or who has told them. */
  told: oneLine(300).nullable(),
  /** The name of the calendar's event that has asked for it; null: somebody has. */
  calendarUid: z.string().min(1).max(longestUid).nullable().default(null),
});
export type MeetingBot = z.infer<typeof meetingBotSchema>;

const sent = z.object({ meeting: z.string(), bot: z.string() });
type Sent = z.infer<typeof sent>;

/**
 * Sends a bot to a meeting, which records it. Recall has no idempotency key: the bot's metadata names the action, and by that it is found
 * again. What it costs follows from the minutes, and is known before.
 */
export const meetingBot: ActionKindModule<"meeting_bot", MeetingBot, Sent> = {
  kind: "meeting_bot",
  schema: meetingBotSchema,
  result: sent,
  service: "recall",
  // A series has one address, and a yes is for one of its meetings.
  target: ({ url, startsAt }) => `meeting:${url}${startsAt === null ? "" : ` at ${startsAt}`}`,
  price: ({ minutes }) => Math.ceil((hourMicroUsd * minutes) / 60),
  outOfBounds: whyNotTold,
  byHand: (payload, rules) => byHandUnless(whyNotTold(payload, rules), payload),
  preview: ({ title, url, startsAt, minutes, attendees, told }) => ({
    title: `Record ${title}`,
    body: [
      `A bot joins ${url} ${startsAt === null ? "now" : `at ${startsAt}`} and records what is said, for ${minutes} minutes or so: about $${((hourMicroUsd * minutes) / 60 / 1e6).toFixed(2)}.`,
      `**They know of it:** ${told ?? "nobody has said so"}`,
      ...(attendees.length === 0 ? [] : [`Invited: ${attendees.map(({ name }) => name).join(", ")}`]),
    ].join("\n\n"),
  }),

  apply: async (ground, { id, taskId, payload }) => {
    const meeting = await keepMeeting(ground, { id, taskId, payload });
    const { botName, announcement } = ground.settings.RULES.meetings;
    const starts = payload.startsAt === null ? null : Date.parse(payload.startsAt);
    const answer = await recallClient(ground).send({
      meetingUrl: payload.url,
      name: botName,
      // What has begun is joined at once.
      joinAt: starts !== null && starts > ground.now() ? starts : null,
      mark: id,
      announcement,
    });
    if (answer.kind === "answered")
      return { kind: "applied", result: await keepBot(ground, meeting, answer.value) };
    if (answer.kind === "refused")
      await ground.db.batch([changeMeeting(ground, meeting, { botState: "failed", botSaid: answer.error })]);
    return answer;
  },

  reconcile: async (ground, { id, taskId, payload }) => {
    const seen = await recallClient(ground).sentBy(id);
    if (seen.kind !== "answered") return notSeen(seen);
    if (seen.value === null) return { kind: "absent" };
    const meeting = await keepMeeting(ground, { id, taskId, payload });
    return { kind: "found", result: await keepBot(ground, meeting, seen.value) };
  },
};

function whyNotTold({ told }: MeetingBot, { consent }: KindRules): string | null {
  return told !== null || !consent
    ? null
    : "nobody has said that those who are there know that they are recorded: tell them in the invitation, and say so in the field told";
}

/** The meeting's row, whose name follows from the action; once. */
async function keepMeeting(
  { db, now }: Ground,
  { id, taskId, payload }: { id: string; taskId: string; payload: MeetingBot },
): Promise<string> {
  const meeting = await meetingOfAction(id);
  const task = await taskById(db, taskId);
  const at = now();
  const startsAt = payload.startsAt === null ? at : Date.parse(payload.startsAt);
  await db
    .insert(meetings)
    .values({
      id: meeting,
      project: task?.project ?? "default",
      title: payload.title,
      source: payload.calendarUid === null ? "command" : "calendar",
      url: payload.url,
      startsAt,
      endsAt: startsAt + payload.minutes * 60_000,
      calendarUid: payload.calendarUid,
      attendees: payload.attendees,
      consent: payload.told === null ? "not_told" : "told",
      consentSaid: payload.told,
      botState: "asked",
      channel: threadOf(task?.conversation ?? "")?.channel ?? null,
      by: task?.requestedBy ?? "signalbox",
      createdAt: at,
      updatedAt: at,
    })
    .onConflictDoNothing();
  return meeting;
}

async function keepBot(ground: Ground, meeting: string, { id }: RecallBot): Promise<Sent> {
  await ground.db.batch([changeMeeting(ground, meeting, { botId: id, botState: "scheduled" })]);
  return { meeting, bot: id };
}
