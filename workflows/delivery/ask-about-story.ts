import { changeStory, storiesOfDelivery } from "../../shared/db/deliveries.ts";
import { addressed } from "../../shared/integrations/slack/mention.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { cut } from "../../shared/platform/cut.ts";
import { redact } from "../../shared/platform/redact.ts";
import type { DurableRun } from "../durable-run.ts";
import { askedAt, heardOf } from "../question.ts";
import type { BegunDelivery } from "./begin-delivery.ts";

/** What somebody wants done about a story that has failed; null: nobody has said it yet. */
type Word = { kind: "decided" } | { kind: "skip" } | { kind: "retry"; words: string | null };

/**
 * Asks what becomes of a story that has failed, and does it: `skip` leaves it out, `retry` builds it again, and whatever else is said goes
 * with the next attempt. On the dashboard the same is a button.
 */
export async function askAboutStory(
  run: DurableRun,
  { requester }: BegunDelivery,
  storyId: string,
  nth: string,
): Promise<void> {
  const key = `story ${storyId} ${nth}`;
  const note = await run.once(
    `failure of ${key}`,
    async () => (await rowOfStory(run, storyId))?.note ?? "nobody knows why",
  );
  const reason = `${storyId} could not be built: ${note}`;
  const question = `${reason}\nAnswer \`retry\` or \`skip\`; whatever else you say goes with the next attempt.`;
  const known = await askedAt(
    run,
    key,
    { summary: `a word about ${storyId}`, data: { reason, question } },
    async () => heardOf(run),
  );
  await run.say(`question about ${key}`, {
    text: mrkdwn`${addressed(run.spine.settings.PEOPLE, requester)} *${storyId}* could not be built: ${cut(redact(note), 1000)}\nAnswer \`retry\` or \`skip\` in this thread; whatever else you say goes with the next attempt.`,
  });
  const word = await run.until(`word about ${key}`, async (): Promise<Word | null> => {
    const row = await rowOfStory(run, storyId);
    if (row?.state !== "failed") return { kind: "decided" };
    const { replies } = await heardOf(run);
    const last = replies.slice(known).at(-1)?.text.trim();
    if (last === undefined) return null;
    if (/^skip\b/i.test(last)) return { kind: "skip" };
    return { kind: "retry", words: /^(?:retry|again|build)[\s.!]*$/i.test(last) ? null : last };
  });
  if (word.kind === "decided") return;
  await run.once(`answer about ${key}`, async () => {
    const set =
      word.kind === "skip"
        ? ({ state: "skipped", note: "somebody who was asked leaves it out" } as const)
        : ({ state: "planned", note: word.words } as const);
    await run.recordNow(
      [
        run.fact(
          `answer/${key}`,
          "delivery.changed",
          `${storyId} is ${word.kind === "skip" ? "left out" : "built again"}`,
          {
            story: storyId,
          },
        ),
      ],
      [changeStory(run.spine, { deliveryId: run.taskId, storyId }, ["failed"], set)],
    );
  });
}

async function rowOfStory(run: DurableRun, storyId: string) {
  return (await storiesOfDelivery(run.spine.db, run.taskId)).find((one) => one.storyId === storyId);
}
