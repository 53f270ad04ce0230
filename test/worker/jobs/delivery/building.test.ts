import { env } from "cloudflare:workers";
import { eq, like } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { changeDelivery, changeStory, storiesOfDelivery } from "../../../../shared/db/deliveries.ts";
import { deliveryStories, signalAnswers, signals, tasks } from "../../../../shared/db/schema.ts";
import type { Story } from "../../../../shared/domain/delivery/requirement.ts";
import { mrkdwn } from "../../../../shared/integrations/slack/mrkdwn.ts";
import { storyForm } from "../../../../shared/jobs/delivery/signals.ts";
import { beginDelivery } from "../../../../workflows/delivery/begin-delivery.ts";
import { buildStories } from "../../../../workflows/delivery/build-stories.ts";
import type { DurableRun } from "../../../../workflows/durable-run.ts";
import { runTask, startTask } from "../../../../workflows/run-task.ts";
import { KillableSteps, type Kill } from "../../support/killable-steps.ts";
import { spine } from "../../support/spine.ts";
import { send } from "../../support/task.ts";
import { aDelivery, factsOf } from "./scene.ts";

/** No task of a story begins by itself: the test says what becomes of each. */
const at: Env = new Proxy(env, {
  get: (on, name) =>
    name === "PLANNING_TASKS" ? { send: async () => {}, sendBatch: async () => {} } : Reflect.get(on, name),
});

const story = (id: string, ...dependsOn: string[]): Story => ({
  id,
  title: `Story ${id}`,
  narrative: "Somebody wants it",
  priority: "must",
  requirements: ["R1"],
  criteria: ["it is there"],
  dependsOn,
});
/** S4 needs one that people have left out. */
const stories = [story("S1"), story("S2", "S1"), story("S3", "S2"), story("S4", "S5"), story("S5")];

async function agreedDelivery(): Promise<string> {
  const taskId = await aDelivery([{ id: "doc_1", version: 1, name: "brief.md" }]);
  await spine.db.batch([
    changeDelivery(spine, taskId, {
      requirements: { requirements: [], questions: [], stories },
      agreed: "d".repeat(64),
      base: "main",
      foundation: "c".repeat(40),
      stage: "stories",
    }),
  ]);
  for (const [ordinal, { id: storyId }] of stories.entries())
    await spine.db.insert(deliveryStories).values({
      deliveryId: taskId,
      storyId,
      ordinal,
      state: storyId === "S5" ? "skipped" : "planned",
      updatedAt: 0,
    });
  return taskId;
}

const work = async (run: DurableRun) =>
  runTask(run, async () => {
    const begun = await beginDelivery(run, await startTask(run));
    const end = await buildStories(run, begun, 1);
    return { kind: "done", url: null, message: { text: mrkdwn`${end}` } };
  });

/** What becomes of stories, and what people say: S2 fails once. */
const people = (taskId: string) => async () => {
  for (const { storyId, state, attempt } of await storiesOfDelivery(spine.db, taskId))
    if (state === "building")
      await changeStory(
        spine,
        { deliveryId: taskId, storyId },
        ["building"],
        storyId === "S2" && attempt === 1
          ? { state: "failed", note: "red: nothing failed" }
          : { state: "merged", note: null },
      );
  const asked = (await factsOf(taskId)).filter(({ type }) => type === "question.asked").length;
  const said = await spine.db.select().from(signalAnswers).where(eq(signalAnswers.taskId, taskId));
  // The first is what the task began with.
  if (said.length - 1 >= asked) return;
  const response = await send(`/api/tasks/${taskId}/replies`, { text: "the list is in rooms.json" });
  if (!response.ok) throw new Error(await response.text());
};

async function afterwards(taskId: string) {
  const begun = await spine.db
    .select({ id: signals.id, body: signals.body })
    .from(signals)
    .where(like(signals.id, `task:${taskId}:%`))
    .orderBy(signals.id);
  const facts = await factsOf(taskId);
  return {
    begun: begun.map(({ id, body }) => [id.split(":").at(-1), storyForm.schema.parse(body).said]),
    stories: (await storiesOfDelivery(spine.db, taskId)).map((one) => [
      one.storyId,
      one.state,
      one.attempt,
      one.note,
    ]),
    asked: facts.filter(({ type }) => type === "question.asked").length,
    ends: facts
      .filter(({ type }) => type === "story.begun" || type === "story.ended")
      .map(({ summary }) => summary),
    last: facts.at(-1)?.type,
  };
}

const expected = {
  begun: [
    ["story-S1-1", null],
    ["story-S2-1", null],
    ["story-S2-2", "the list is in rooms.json"],
    ["story-S3-1", null],
  ],
  stories: [
    ["S1", "merged", 1, null],
    ["S2", "merged", 2, null],
    ["S3", "merged", 1, null],
    ["S4", "skipped", 0, "it needs S5, which is left out"],
    ["S5", "skipped", 0, null],
  ],
  asked: 1,
};

describe("an agreed plan", () => {
  it.each(["before", "after"] as const)(
    "is built story by story, each begun once, also by one that is killed at any step, %s what it does",
    async (when) => {
      const run = async (kill: Kill | null) => {
        const taskId = await agreedDelivery();
        const steps = new KillableSteps({ work, people: people(taskId), at }, kill);
        if ((await steps.run(taskId)) === "killed") await steps.again().run(taskId);
        return { names: steps.names, seen: await afterwards(taskId) };
      };
      const whole = await run(null);
      expect(whole.seen).toMatchObject(expected);
      for (const [n, name] of whole.names.entries()) {
        const { seen } = await run({ step: n + 1, when });
        expect(seen, name).toEqual(whole.seen);
      }
    },
    240_000,
  );

  it("takes the story that is being built along when it is cancelled, also one whose task has not begun", async () => {
    const taskId = await agreedDelivery();
    const cancelling = async (): Promise<void> => {
      await spine.db
        .update(tasks)
        .set({ cancel: { by: "maya", reason: "enough" } })
        .where(eq(tasks.id, taskId));
    };
    await new KillableSteps({ work, people: cancelling, at }).run(taskId);
    expect(
      (await storiesOfDelivery(spine.db, taskId)).map(({ storyId, state, note }) => [
        storyId,
        state,
        note,
      ])[0],
    ).toEqual(["S1", "failed", "its delivery was cancelled by maya: enough"]);
    const [task] = await spine.db.select().from(tasks).where(eq(tasks.id, taskId));
    expect(task?.status).toBe("cancelled");
  });
});
