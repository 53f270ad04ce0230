import { expect, it } from "vitest";
import { changeStory, storiesOfDelivery } from "../../../../shared/db/deliveries.ts";
import { takeDocument } from "../../../../shared/jobs/delivery/documents/take-document.ts";
import { beginAgain } from "../../../../shared/jobs/delivery/stories/begin-again.ts";
import { mrkdwn } from "../../../../shared/integrations/slack/mrkdwn.ts";
import { utf8 } from "../../../../shared/platform/bytes.ts";
import { agreeOnPlan } from "../../../../workflows/delivery/agree-on-plan.ts";
import { beginDelivery } from "../../../../workflows/delivery/begin-delivery.ts";
import { takeAgain } from "../../../../workflows/delivery/take-again.ts";
import { settleRequirements } from "../../../../workflows/delivery/settle-requirements.ts";
import type { DurableRun } from "../../../../workflows/durable-run.ts";
import { runTask, startTask } from "../../../../workflows/run-task.ts";
import { KillableSteps } from "../../support/killable-steps.ts";
import { spine, unique } from "../../support/spine.ts";
import { aDelivery, bring, deliveryRow, factsOf, peopleOf } from "./scene.ts";

/** A delivery whose stories are all merged when one of its documents changes, and is read again. */
const twice = (meanwhile: (taskId: string) => Promise<void>) => async (run: DurableRun) =>
  runTask(run, async () => {
    const begun = await beginDelivery(run, await startTask(run));
    await settleRequirements(run, begun, 1, null);
    await agreeOnPlan(run, begun, 1, null);
    await run.once("meanwhile", async () => meanwhile(run.taskId));
    const again = await takeAgain(run, 1);
    await settleRequirements(run, begun, 2, again);
    const { kind } = await agreeOnPlan(run, begun, 2, again);
    return { kind: "done", url: null, message: { text: mrkdwn`${kind}` } };
  });

it("reopens only the stories of the requirements that a changed document touches, and moves no id", async () => {
  const mark = unique();
  const rooms = `rooms-${mark}.md`;
  const bookings = `bookings-${mark}.md`;
  const documents = await bring({
    [rooms]: `The rooms of ${mark} must be listed.\n`,
    [bookings]: `Somebody must be able to book a desk of ${mark}.\n`,
  });
  const taskId = await aDelivery(documents);
  const before: string[][] = [];
  const standing = async () =>
    (await storiesOfDelivery(spine.db, taskId)).map(({ storyId, state }) => [storyId, state]);
  const meanwhile = async (): Promise<void> => {
    for (const [storyId = ""] of await standing())
      await changeStory(spine, { deliveryId: taskId, storyId }, ["planned"], { state: "merged" });
    before.push(...(await standing()));
    await takeDocument(
      spine,
      { project: "default", uploadId: unique(), by: "you", provenance: "internal" },
      { name: bookings, bytes: utf8(`Somebody must be able to book a desk of ${mark} for a week.\n`) },
    );
    await beginAgain(spine, { taskId, by: "maya" }, { documents: [], stage: null });
  };
  const work = new KillableSteps({ work: twice(meanwhile), people: peopleOf(taskId, () => "go on") });
  expect(await work.run(taskId)).toBe("ended");
  const facts = await factsOf(taskId);
  expect(facts.filter(({ type }) => type === "task.failed").map(({ summary }) => summary)).toEqual([]);

  const { requirements, documents: now, agreed } = await deliveryRow(taskId);
  expect(agreed).not.toBeNull();
  expect(now.map(({ name, version }) => [name, version])).toEqual([
    [rooms, 1],
    [bookings, 2],
  ]);
  const idOf = (words: string): string =>
    requirements?.requirements.find(({ statement }) => statement.includes(words))?.id ?? "none";
  expect(requirements?.requirements.map(({ id, standing: its }) => [id, its]).toSorted()).toEqual([
    ["R1", "new"],
    ["R2", "gone"],
    ["R3", "new"],
  ]);
  expect(idOf("listed")).toBe("R1");
  expect(idOf("for a week")).toBe("R3");
  // The unchanged document was not read again.
  const read = facts.filter(({ type }) => type === "documents.read");
  expect(read.map(({ data }) => data["requirements"])).toEqual([2, 1]);

  expect(before.map(([, state]) => state)).toEqual(["merged", "merged"]);
  const touched = requirements?.stories.find((story) => story.requirements.includes("R3"))?.id;
  const after = await standing();
  expect(new Set(after.map(([id]) => id))).toEqual(new Set(before.map(([id]) => id)));
  expect(after.filter(([, state]) => state === "planned").map(([id]) => id)).toEqual([touched]);
});
