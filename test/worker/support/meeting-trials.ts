import { meetingBot } from "../../../shared/actions/meeting-bot.ts";
import { meetings } from "../../../shared/db/schema.ts";
import { sealActionKind } from "../../../shared/spine/action-kind.ts";
import { botFor, botsAt } from "./bots.ts";
import { resultOf } from "./github.ts";
import { mails } from "./mails.ts";
import type { LostAnswerTrial } from "./network-trials.ts";
import { spine, unique } from "./spine.ts";

/** A meeting of which nothing is noted yet. Returns its id. */
async function aKeptMeeting(): Promise<string> {
  const id = unique("mtg");
  const at = Date.now();
  await spine.db.insert(meetings).values({
    id,
    project: "default",
    title: id,
    source: "upload",
    startsAt: at,
    attendees: [],
    consent: "told",
    by: "maya",
    createdAt: at,
    updatedAt: at,
  });
  return id;
}

/** What meetings lead to. */
export const meetingTrials: Record<string, LostAnswerTrial> = {
  meeting_bot: {
    payload: (mark) => botFor(mark),
    service: "recall",
    path: "/api/v1/bot/",
    outside: async (mark) => (await botsAt(mark)).length,
  },
  meeting_bot_cancel: {
    payload: async (mark) => {
      const { meeting = "" } = await resultOf(sealActionKind(meetingBot), botFor(mark));
      return { meeting };
    },
    service: "recall",
    path: "/api/v1/bot/",
    method: "DELETE",
    // Of the one there was, none is left: once is enough, and a second time finds nothing to do.
    outside: async (mark) => 1 - (await botsAt(mark)).length,
  },
  meeting_notes: {
    payload: async (mark) => ({
      meeting: await aKeptMeeting(),
      title: mark,
      on: "2026-12-02",
      attendees: ["Lena"],
      to: { team: [], outside: [`${mark}@outside.example`] },
      notes: {
        summary: [],
        decisions: [],
        actions: [],
        questions: [],
        risks: [],
        leftOut: 0,
        instructs: false,
      },
    }),
    service: "mail",
    path: "/emails",
    outside: async (mark) => mails(`Notes of ${mark}, 2026-12-02`),
  },
};
