import { describe, expect, it } from "vitest";
import { memories } from "../../../shared/db/schema.ts";
import { keepMemory } from "../../../shared/memory/keep-memory.ts";
import { click, referenceIn, submitModal, thread } from "../support/slack.ts";
import { spine } from "../support/spine.ts";
import { asked, reported, request } from "../support/task.ts";

describe("a text about what was written before", () => {
  it("is drafted with it, and says so where people decide and in the ledger", async () => {
    const first = await request();
    await asked(first.taskId);
    await submitModal(
      "U0MAYA",
      "approval.revise",
      "feedback",
      await referenceIn(first.thread),
      "Say more about rollbacks.",
    );
    await asked(first.taskId, 2);
    await click("U0MAYA", first.thread, "approval.approve");
    const { task } = await reported(first.taskId, "done");
    await keepMemory(spine);
    const kept = await spine.db.select().from(memories).orderBy(memories.at);
    expect(kept).toMatchObject([
      { kind: "revision", by: "maya", text: "Say more about rollbacks.", taskId: first.taskId },
      { kind: "publication", by: null, url: task.result?.url, taskId: first.taskId, provenance: "internal" },
    ]);
    // Nothing is remembered twice, however often it is looked at.
    await keepMemory(spine);
    expect(await spine.db.select().from(memories)).toHaveLength(2);

    const second = await request();
    const { timeline } = await asked(second.taskId);
    const used = timeline.find(({ type }) => type === "memory.used");
    expect(used?.data["memories"]).toContainEqual(
      expect.objectContaining({ url: task.result?.url, taskId: first.taskId }),
    );
    expect(JSON.stringify(await thread(second.thread))).toContain("draws on");
    expect(JSON.stringify(await thread(second.thread))).toContain(task.result?.url);
  });
});
