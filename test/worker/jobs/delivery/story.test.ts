import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { changeStory, storiesOfDelivery } from "../../../../shared/db/deliveries.ts";
import { fixes, signals } from "../../../../shared/db/schema.ts";
import { assignmentById } from "../../../../shared/executor/assignments.ts";
import { endAssignment } from "../../../../shared/executor/end-assignment.ts";
import { storySignal, type StoryRequest } from "../../../../shared/jobs/delivery/signals.ts";
import { storyWork } from "../../../../shared/jobs/delivery/stories/begin-story.ts";
import { DeliveryWorkflow } from "../../../../workflows/delivery/delivery-workflow.ts";
import { agreeable, agreedDelivery } from "../../support/agreeable-plan.ts";
import { onlyPullOf, push, quietGithub, repository } from "../../support/github.ts";
import { OutageEngine } from "../../support/outage-engine.ts";
import { sandbox } from "../../support/slack.ts";
import { aTask, spine, unique } from "../../support/spine.ts";
import { recorded, work } from "../../support/worked.ts";

beforeAll(quietGithub);
beforeEach(() => vi.setSystemTime(Date.now()));
afterEach(() => vi.useRealTimers());

/** A task that builds the one story of a plan that people have agreed to. */
async function aStory(): Promise<{ delivery: string; taskId: string }> {
  const title = unique("Rooms");
  const { delivery } = await agreedDelivery(agreeable(title, { name: repository, isNew: false }));
  const taskId = await aTask({ id: unique("delivery"), kind: storyWork });
  const body: StoryRequest = {
    type: "story",
    by: "priya",
    delivery,
    of: title,
    story: "S1",
    title: "See the rooms",
    attempt: 1,
    repository,
    base: "main",
    project: "default",
    channel: null,
    said: null,
  };
  const at = { createdAt: spine.now(), updatedAt: spine.now() };
  await spine.db.batch([
    spine.db
      .update(signals)
      .set({ kind: storySignal, body })
      .where(eq(signals.id, `api:test:${taskId}`)),
    spine.db.insert(fixes).values({
      ...at,
      taskId,
      fingerprint: `story:${delivery}/S1`,
      depth: "offer",
      state: "open",
      repository,
    }),
    changeStory(spine, { deliveryId: delivery, storyId: "S1" }, ["planned"], { state: "building", taskId }),
  ]);
  return { delivery, taskId };
}

it("a story is built, shown with its evidence, merged by people, and kept among its delivery's artefacts", async () => {
  const { delivery, taskId } = await aStory();
  const branch = `story/${taskId}`;
  const people = async (): Promise<void> => {
    const { number, state } = await onlyPullOf(branch);
    if (state === "open") await sandbox("/github/_people/merge", { repository, number, login: "lena-f" });
  };
  const engine = new OutageEngine({ services: [], at: -1 }, people, async (step) => {
    const assignment = await assignmentById(spine, /^watch (.+) 1$/.exec(step)?.[1] ?? "");
    if (assignment === undefined) return;
    const commit = await push(branch, "src/rooms.ts", "export const rooms = [];\n");
    await endAssignment(spine, assignment, {
      kind: "ready",
      commit,
      diff: "+export const rooms = [];\n",
      files: [{ path: "src/rooms.ts", added: 1, removed: 0 }],
      review: "It lists them.",
      pointedOut: [],
      failedBefore: [],
      walls: [],
    });
  });
  await work(DeliveryWorkflow, taskId, engine);
  const { task, left } = await recorded(taskId);
  expect(task).toMatchObject({ status: "done" });
  expect(left).toEqual([]);
  expect(await storiesOfDelivery(spine.db, delivery)).toMatchObject([{ state: "merged", taskId }]);
  const kept = async (name: string) => (await env.ARTEFACTS.get(`generated/${delivery}/S1/${name}`))?.text();
  expect(await kept("change.diff")).toBe("+export const rooms = [];\n");
  expect(await kept("evidence.md")).toBe((await onlyPullOf(branch)).body);
}, 120_000);
