import { eq } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { changeStory, storiesOfDelivery } from "../../../../shared/db/deliveries.ts";
import { deliveries, fixes, signalAnswers, signals, tasks } from "../../../../shared/db/schema.ts";
import { mrkdwn } from "../../../../shared/integrations/slack/mrkdwn.ts";
import { storySignal, type StoryRequest } from "../../../../shared/jobs/delivery/signals.ts";
import { beginStory as offerStory, storyWork } from "../../../../shared/jobs/delivery/stories/begin-story.ts";
import { beginStory } from "../../../../workflows/delivery/story/begin-story.ts";
import { type ShownStory, showStory } from "../../../../workflows/delivery/story/show-story.ts";
import { runTask, startTask } from "../../../../workflows/run-task.ts";
import { agreeable, agreedDelivery } from "../../support/agreeable-plan.ts";
import { headOf, onlyPullOf, push, quietGithub, repository } from "../../support/github.ts";
import { KillableSteps } from "../../support/killable-steps.ts";
import { sandbox } from "../../support/slack.ts";
import { spine, unique } from "../../support/spine.ts";

/** A request to the sandbox's GitHub starts several gits. */
const manyGits = 90_000;

beforeAll(quietGithub);

/** The task of a delivery's story, up to the draft that people see. */
async function shown(delivery: string, attempt: number): Promise<ShownStory & { baseCommit: string }> {
  const taskId = unique("delivery");
  const body: StoryRequest = {
    type: "story",
    by: "maya",
    delivery,
    of: "Rooms",
    story: "S1",
    title: "See the rooms",
    attempt,
    repository,
    base: "main",
    project: "default",
    channel: null,
    said: null,
  };
  const id = `task:${delivery}:story-S1-${attempt}`;
  const now = Date.now();
  const offer = offerStory(spine, {
    taskId,
    body,
    provenance: "external",
    kind: storySignal,
    id,
    receivedAt: now,
  });
  if (offer.kind !== "begin") throw new Error(`${id} begins nothing`);
  await spine.db.batch([
    spine.db
      .insert(signals)
      .values({ id, kind: storySignal, provenance: "external", status: "handled", body, receivedAt: now }),
    spine.db.insert(signalAnswers).values({ signalId: id, job: "delivery", answer: "took", taskId, at: now }),
    spine.db.insert(tasks).values({
      id: taskId,
      kind: storyWork,
      project: "default",
      signalId: id,
      conversation: taskId,
      requestedBy: "maya",
      status: "queued",
      createdAt: now,
      updatedAt: now,
    }),
    changeStory(spine, { deliveryId: delivery, storyId: "S1" }, ["planned", "failed"], {
      state: "building",
      attempt,
      taskId,
    }),
    ...(offer.task.records ?? []),
  ]);
  const seen: (ShownStory & { baseCommit: string })[] = [];
  const engine = new KillableSteps({
    work: async (run) =>
      runTask(run, async () => {
        const begun = await beginStory(run, await startTask(run));
        seen.push({ ...(await showStory(run, begun)), baseCommit: begun.baseCommit });
        return { kind: "done", url: null, message: { text: mrkdwn`shown` } };
      }),
  });
  await engine.run(taskId);
  const [one] = seen;
  if (one === undefined) {
    const task = await spine.db.select().from(tasks).where(eq(tasks.id, taskId)).get();
    throw new Error(JSON.stringify(task?.failure));
  }
  return one;
}

async function agreed(): Promise<string> {
  const { delivery } = await agreedDelivery(agreeable(unique("Rooms"), { name: repository, isNew: false }));
  await spine.db
    .update(deliveries)
    .set({ repository, isNew: false, base: "main" })
    .where(eq(deliveries.taskId, delivery));
  return delivery;
}

it(
  "on one repository don't clash: each story has its branch, and what is built after the other's merge is built on it",
  { timeout: manyGits },
  async () => {
    const [one, other] = [await agreed(), await agreed()];
    const before = await headOf("main");
    const first = await shown(one, 1);
    const second = await shown(other, 1);
    expect([first.baseCommit, second.baseCommit]).toEqual([before, before]);
    expect(first.branch).not.toBe(second.branch);

    await push(first.branch, "src/rooms.ts", "export const rooms = [];\n");
    await push(second.branch, "src/rooms.ts", "export const rooms = null;\n");
    const pull = await onlyPullOf(first.branch);
    for (const done of ["ready", "merge"])
      await sandbox(`/github/_people/${done}`, { repository, number: pull.number, login: "maya-ortiz" });
    const after = await headOf("main");
    expect(after).not.toBe(before);

    // The other's first attempt has failed over it; what there was of it stays, and the next one begins where main is now.
    await changeStory(spine, { deliveryId: other, storyId: "S1" }, ["building"], {
      state: "failed",
      note: "it conflicts with main",
    });
    const third = await shown(other, 2);
    expect(third.baseCommit).toBe(after);
    expect(new Set([first.branch, second.branch, third.branch]).size).toBe(3);
    expect(await onlyPullOf(second.branch)).toMatchObject({ head: second.branch });
    expect(
      (await storiesOfDelivery(spine.db, other)).map(({ state, pullRequest }) => [state, pullRequest]),
    ).toEqual([["building", third.pullRequest]]);
    const changes = await spine.db
      .select()
      .from(fixes)
      .where(eq(fixes.fingerprint, `story:${other}/S1`))
      .orderBy(fixes.state);
    expect(changes.map(({ state, branch }) => [state, branch])).toEqual([
      ["failed", second.branch],
      ["open", third.branch],
    ]);
  },
);
