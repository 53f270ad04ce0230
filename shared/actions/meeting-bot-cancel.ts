import { z } from "zod";
import { changeMeeting, meetingById } from "../db/meetings.ts";
import { unbegunStates } from "../domain/meeting/bot-state.ts";
import type { ApplyOutcome } from "../domain/sending.ts";
import { notSeen } from "../integrations/call.ts";
import { recallClient } from "../integrations/recall/client.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import type { Ground } from "../spine/ground.ts";

const meetingBotCancelSchema = z.strictObject({
  meeting: z.string().regex(/^mtg_[0-9a-f]{24}$/, "must be a meeting's id"),
});
export type MeetingBotCancel = z.infer<typeof meetingBotCancelSchema>;

const calledBack = z.object({ meeting: z.string() });
type CalledBack = z.infer<typeof calledBack>;

/** Calls a meeting's bot back: one that hasn't joined never does, one that has leaves. Twice is the same as once. */
export const meetingBotCancel: ActionKindModule<"meeting_bot_cancel", MeetingBotCancel, CalledBack> = {
  kind: "meeting_bot_cancel",
  schema: meetingBotCancelSchema,
  result: calledBack,
  service: "recall",
  target: ({ meeting }) => `meeting:${meeting}`,
  preview: ({ meeting }) => ({
    title: "Call a meeting's bot back",
    body: `The bot of ${meeting} doesn't join, or leaves. What it has recorded by then stays.`,
  }),

  apply: async (ground, { payload: { meeting } }): Promise<ApplyOutcome<CalledBack>> => {
    const row = await meetingById(ground.db, meeting);
    const botId = row?.botId ?? null;
    // Whether it was sent isn't known yet: it is called back when it is.
    if (botId === null && row?.botState === "asked")
      return { kind: "not_applied", error: `the bot of ${meeting} is being sent`, afterMs: 15_000 };
    if (botId === null) return { kind: "refused", error: `${meeting} has no bot` };
    const recall = recallClient(ground);
    const seen = await recall.bot(botId);
    if (seen.kind !== "answered") return seen;
    if (seen.value !== null) {
      const codes = seen.value.status_changes.map(({ code }) => code);
      const isUnbegun = codes.every((code) => unbegunStates.has(code));
      const done = isUnbegun ? await recall.unschedule(botId) : await recall.leave(botId);
      // It has left by itself in the very moment, which is what was wanted.
      if (
        done.kind !== "answered" &&
        !(done.kind === "refused" && (done.status === 404 || done.status === 400))
      )
        return done;
      if (!isUnbegun) return { kind: "applied", result: { meeting } };
    }
    await cancelled(ground, meeting);
    return { kind: "applied", result: { meeting } };
  },

  reconcile: async (ground, { payload: { meeting } }) => {
    const row = await meetingById(ground.db, meeting);
    const botId = row?.botId ?? null;
    if (botId === null) return { kind: "absent" };
    const seen = await recallClient(ground).bot(botId);
    if (seen.kind !== "answered") return notSeen(seen);
    const isOver = seen.value === null || seen.value.status_changes.some(({ code }) => code === "call_ended");
    if (!isOver) return { kind: "absent" };
    if (seen.value === null) await cancelled(ground, meeting);
    return { kind: "found", result: { meeting } };
  },
};

async function cancelled(ground: Ground, meeting: string): Promise<void> {
  await ground.db.batch([
    changeMeeting(ground, meeting, { botState: "cancelled", botSaid: "it was called back" }),
  ]);
}
