import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { actionKinds } from "../../../../shared/actions/registry.ts";
import { actionOutcomes, effects, posts } from "../../../../shared/db/schema.ts";
import { conversationKey } from "../../../../shared/domain/signal.ts";
import { lookBack } from "../../../../shared/jobs/editorial/look-back.ts";
import { boundaryOf } from "../../../../shared/policy/boundaries.ts";
import { decide } from "../../../../shared/spine/decide.ts";
import { perform } from "../../../../shared/spine/perform.ts";
import { thread, writeInSlack } from "../../support/slack.ts";
import { aTask, proposeOne, spine, spineAt, unique, yes } from "../../support/spine.ts";

const minute = 60_000;

/** Something that a person has approved and that stands where everybody sees it. */
async function published(kind: "blog_publish" | "slack_report", mark: string) {
  const { ts } = await writeInSlack("U0PRIYA", mark);
  const conversation = conversationKey("C0CONTENT", ts);
  const taskId = await aTask({ id: unique("editorial"), conversation });
  const post = { title: mark, slug: mark, summary: mark, tags: ["x"], words: 1, author: "us" };
  const payload =
    kind === "blog_publish"
      ? { ...post, markdown: "All is well." }
      : { channel: "C0GENERAL", title: mark, markdown: "All is well." };
  const { actionId, approval, digest } = await proposeOne({ kind, payload, taskId });
  await decide(spine, yes({ approvalId: approval?.id ?? "", digest }, "maya"));
  expect(await perform(spine, actionId)).toMatchObject({ kind: "done" });
  return { actionId, ts };
}

const outcomeOf = async (actionId: string) =>
  (await spine.db.select().from(actionOutcomes).where(eq(actionOutcomes.actionId, actionId)).get())?.outcome;
const looksAgain = async (actionId: string) =>
  (await spine.db.select().from(effects).where(eq(effects.actionId, actionId)).get())?.lookAt ?? null;

it("counts what people take down within a day as taken back, and tells the thread once", async () => {
  const marks = [unique("post"), unique("report")] as const;
  const gone = await published("blog_publish", marks[0]);
  const stands = await published("slack_report", marks[1]);
  await spine.db.delete(posts).where(eq(posts.slug, marks[0]));
  expect(await lookBack(spineAt(minute))).toBe(0);

  expect(await lookBack(spineAt(11 * minute))).toBe(2);
  expect(await lookBack(spineAt(11 * minute))).toBe(0);
  expect(await outcomeOf(gone.actionId)).toBe("reverted");
  expect(await outcomeOf(stands.actionId)).toBe("accepted");
  expect((await thread(gone.ts)).filter(({ text }) => text.includes("was taken down"))).toHaveLength(1);
  expect(await thread(stands.ts)).toHaveLength(0);

  // What stands is looked at for a day, and no longer; what is judged, no more.
  expect(await looksAgain(gone.actionId)).toBeNull();
  for (const minutes of [61, 6 * 60 + 1, 24 * 60 + 1])
    expect(await lookBack(spineAt(minutes * minute))).toBe(1);
  expect(await looksAgain(stands.actionId)).toBeNull();
});

it("looks at every kind that is seen by the world where the place lets us look", () => {
  const unseen = Object.entries(actionKinds).flatMap(([kind, code]) =>
    boundaryOf(kind).startLevel !== null && code?.standing === null ? [kind] : [],
  );
  expect(unseen).toEqual([]);
});
