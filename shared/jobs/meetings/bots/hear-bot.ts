import { z } from "zod";
import { meetingOfBot } from "../../../db/meetings.ts";
import type { Spine } from "../../../spine/context.ts";
import { answerStatements } from "../../../spine/answer-signal.ts";
import type { Offer, Offered } from "../../../spine/job.ts";
import { record } from "../../../spine/record.ts";
import type { SignalForm } from "../../../spine/signal-form.ts";
import { lookAtBot } from "./look-at-bot.ts";

export const botHeardKind = "recall.event";

/** Word of a meeting's bot. */
const botHeard = z.strictObject({
  type: z.literal("bot"),
  event: z.string().max(100),
  bot: z.string().max(100),
});
export type BotHeard = z.infer<typeof botHeard>;

export const botHeardForm: SignalForm<BotHeard> = {
  schema: botHeard,
  words: ({ event, bot }) => `Recall tells of the bot ${bot}: ${event}`,
};

/** Word of a bot makes us look where it is; the word itself counts for nothing. */
export async function hearBot(spine: Spine, { id, kind, body }: Offered<BotHeard>): Promise<Offer> {
  const meeting = await meetingOfBot(spine.db, body.bot);
  if (meeting === undefined) return { kind: "decline", reason: `no meeting of ours has the bot ${body.bot}` };
  await lookAtBot(spine, meeting);
  const answer = { job: "meetings", answer: "took", reason: null, taskId: meeting.taskId } as const;
  await record(spine, [], answerStatements(spine, { id, kind }, answer));
  return { kind: "settled" };
}
