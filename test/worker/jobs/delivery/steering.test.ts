import { describe, expect, it } from "vitest";
import { changeDelivery, deliveryOfTask, storiesOfDelivery } from "../../../../shared/db/deliveries.ts";
import { deliveryStories, tasks } from "../../../../shared/db/schema.ts";
import { eq } from "drizzle-orm";
import { takeDocument } from "../../../../shared/jobs/delivery/documents/take-document.ts";
import { beginAgain } from "../../../../shared/jobs/delivery/stories/begin-again.ts";
import {
  buildAgain,
  pauseDelivery,
  reorderStories,
  skipStory,
} from "../../../../shared/jobs/delivery/stories/steer-delivery.ts";
import { utf8 } from "../../../../shared/platform/bytes.ts";
import { aDelivery } from "../../support/delivery.ts";
import { spine, unique } from "../../support/spine.ts";

type State = typeof deliveryStories.$inferSelect.state;

/** A delivery whose plan is agreed on, with stories in these states. */
async function building(...states: State[]) {
  const { taskId, document } = await aDelivery(`Rooms must be listed: ${unique()}.`);
  await spine.db.batch([changeDelivery(spine, taskId, { agreed: "d".repeat(64), stage: "stories" })]);
  for (const [ordinal, state] of states.entries())
    await spine.db
      .insert(deliveryStories)
      .values({ deliveryId: taskId, storyId: `S${ordinal + 1}`, ordinal, state, updatedAt: 0 });
  const now = async () =>
    (await storiesOfDelivery(spine.db, taskId)).map(({ storyId, state }) => [storyId, state]);
  return { by: { taskId, by: "maya" }, taskId, document, now };
}

const story = (id: string, dependsOn: string[]) => ({
  id,
  dependsOn,
  title: id,
  narrative: "Somebody wants it",
  priority: "must" as const,
  requirements: ["R1"],
  criteria: ["it is there"],
});

describe("a delivery that goes on", () => {
  it("has what is still planned built in another order, and nothing else", async () => {
    const { by, now } = await building("merged", "planned", "building", "planned", "planned");
    await reorderStories(spine, by, ["S5", "S2", "S4"]);
    expect(await now()).toEqual([
      ["S1", "merged"],
      ["S5", "planned"],
      ["S3", "building"],
      ["S2", "planned"],
      ["S4", "planned"],
    ]);
    await expect(reorderStories(spine, by, ["S5", "S2", "S1"])).rejects.toThrow(
      /S4 must be named too; S1 can't be put in order/,
    );
    await expect(reorderStories(spine, by, ["S5", "S2", "S4", "S4"])).rejects.toThrow(/S4 can't be put/);
  });

  it("has none built before what it depends on", async () => {
    const { by, taskId, now } = await building("planned", "planned");
    const stories = [story("S1", []), story("S2", ["S1"])];
    await spine.db.batch([
      changeDelivery(spine, taskId, { requirements: { requirements: [], questions: [], stories } }),
    ]);
    const before = await now();
    await expect(reorderStories(spine, by, ["S2", "S1"])).rejects.toThrow(
      "S2 depends on S1 and can't be built before it",
    );
    expect(await now()).toEqual(before);
    await reorderStories(spine, by, ["S1", "S2"]);
  });

  it("leaves out what is planned or has failed, has it built again, and says why it can't with others", async () => {
    const { by, now } = await building("planned", "failed", "in_review");
    await skipStory(spine, by, "S1", "next year");
    await buildAgain(spine, by, "S2");
    expect(await now()).toEqual([
      ["S1", "skipped"],
      ["S2", "planned"],
      ["S3", "in_review"],
    ]);
    await buildAgain(spine, by, "S1");
    expect((await now())[0]).toEqual(["S1", "planned"]);
    await expect(skipStory(spine, by, "S3", "no")).rejects.toThrow(/S3 is in_review/);
    await expect(buildAgain(spine, by, "S9")).rejects.toThrow(/has no story S9/);
  });

  it("has nothing built again that would be left out at once, for what it needs is", async () => {
    const { by, taskId, now } = await building("planned", "skipped");
    const stories = [story("S1", []), story("S2", ["S1"])];
    await spine.db.batch([
      changeDelivery(spine, taskId, { requirements: { requirements: [], questions: [], stories } }),
    ]);
    await skipStory(spine, by, "S1", "next year");
    await expect(buildAgain(spine, by, "S2")).rejects.toThrow(
      "S2 needs S1, which is left out: have that built first",
    );
    await buildAgain(spine, by, "S1");
    await buildAgain(spine, by, "S2");
    expect(await now()).toEqual([
      ["S1", "planned"],
      ["S2", "planned"],
    ]);
  });

  it("is paused and goes on, once each", async () => {
    const { by, taskId } = await building("planned");
    await pauseDelivery(spine, by, true);
    await pauseDelivery(spine, by, true);
    expect((await deliveryOfTask(spine.db, taskId))?.paused).toBe(true);
    await pauseDelivery(spine, by, false);
    expect((await deliveryOfTask(spine.db, taskId))?.paused).toBe(false);
  });

  it("reads a document again only when it has a newer version, and further ones", async () => {
    const { by, taskId, document } = await building("planned");
    const anew = async (documents: string[]) => beginAgain(spine, by, { documents, stage: null });
    await expect(anew([])).rejects.toThrow(/no document has a newer version/);
    const arrival = { project: "default", uploadId: unique(), by: "priya", provenance: "internal" } as const;
    await takeDocument(spine, arrival, { name: document.name, bytes: utf8("Rooms must be sold.") });
    expect((await anew([])).documents).toEqual([{ ...document, version: 2 }]);
    expect((await deliveryOfTask(spine.db, taskId))?.again).toEqual([{ ...document, version: 2 }]);
    await expect(anew(["doc_nowhere"])).rejects.toThrow(/has no document doc_nowhere/);
    await takeDocument(spine, arrival, { name: document.name, bytes: utf8("MZ\0") });
    await expect(anew([])).rejects.toThrow(/version 3 of .* is not read: .* is a program/);
  });

  it("can't be steered when it is over, or isn't one", async () => {
    const { by, taskId } = await building("planned");
    await spine.db.update(tasks).set({ status: "done" }).where(eq(tasks.id, taskId));
    await expect(pauseDelivery(spine, by, true)).rejects.toThrow(/is over/);
    await expect(pauseDelivery(spine, { ...by, taskId: "delivery-none" }, true)).rejects.toThrow(
      /is no delivery/,
    );
  });
});
