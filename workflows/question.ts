import { cut } from "../shared/platform/cut.ts";
import { signalsOfTask } from "../shared/db/signals.ts";
import { mention } from "../shared/integrations/slack/mention.ts";
import { joined, type Mrkdwn, mrkdwn, quote, textOf } from "../shared/integrations/slack/mrkdwn.ts";
import { unescapeMrkdwn } from "../shared/integrations/slack/unescape.ts";
import type { Spine } from "../shared/spine/context.ts";
import type { SignalRow } from "../shared/spine/job.ts";
import type { Answer } from "../shared/spine/signal-form.ts";
import type { DurableRun } from "./durable-run.ts";

/** What people have said to a task in answer, oldest first. */
export function answersIn({ jobs }: Spine, said: readonly SignalRow[]): Answer[] {
  return said.flatMap(({ kind, body }) => jobs.formOf(kind)?.answer(body) ?? []);
}

/** People's answers so far, oldest first. */
export async function heardOf(run: DurableRun): Promise<{ replies: Answer[] }> {
  const said = await signalsOfTask(run.spine.db, run.taskId);
  return { replies: answersIn(run.spine, said) };
}

/**
 * Puts on record that a question is asked, and returns how many answers were there before: counted first and kept, as an answer can come as
 * soon as the question is seen.
 */
export async function askedAt(
  run: DurableRun,
  key: string,
  { summary, data }: { summary: string; data: Record<string, unknown> },
  hear: () => Promise<{ replies: readonly Answer[] }>,
): Promise<number> {
  const known = await run.once(`before question ${key}`, async () => (await hear()).replies.length);
  await run.record(`ask question ${key}`, () => [
    run.fact(`question/${key}`, "question.asked", summary, data),
  ]);
  return known;
}

/**
 * Asks where the task talks and waits for the answer: all that `hear` makes of what has been said then. Recorded as asked first: an answer
 * can be quicker than we are. A thread whose question was answered on the dashboard is told, so that nobody answers twice.
 */
export async function question<H extends { replies: readonly Answer[] }>(
  run: DurableRun,
  round: number,
  hear: () => Promise<H>,
  { asker, words, data }: { asker: Mrkdwn; words: Mrkdwn; data: Record<string, unknown> },
): Promise<H> {
  const where = run.thread === null ? "on the dashboard" : "in the thread";
  const known = await askedAt(
    run,
    String(round),
    { summary: `an answer ${where}`, data: { ...data, question: unescapeMrkdwn(textOf(words)) } },
    hear,
  );
  await run.say(`question ${round}`, { text: mrkdwn`${asker} ${words}\nPlease answer in this thread.` });
  const answered = await run.until(`answer ${round}`, async () => {
    const heard = await hear();
    return heard.replies.length > known ? heard : null;
  });
  const typed = answered.replies
    .slice(known)
    .flatMap(({ typedBy, text, where: place = "on the dashboard" }) => {
      const who = mention(run.spine.settings.PEOPLE, typedBy ?? "");
      return typedBy === null
        ? []
        : [mrkdwn`:speech_balloon: ${who} answered ${place}:${quote(cut(text, 500))}`];
    });
  if (typed.length > 0) await run.say(`answered ${round}`, { text: joined(typed) });
  return answered;
}
