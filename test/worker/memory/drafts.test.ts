import { describe, expect, it } from "vitest";
import { memories } from "../../../shared/db/schema.ts";
import { keepMemory } from "../../../shared/memory/keep-memory.ts";
import { click, referenceIn, submitModal, thread } from "../support/slack.ts";
import { spine } from "../support/spine.ts";
import { asked, brief, reported, request, send, taskIn } from "../support/task.ts";

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

    // The same once more, as somebody who knows of it.
    const second = await request(`${brief}\nWrite it anew.`);
    const { timeline } = await asked(second.taskId);
    const used = timeline.find(({ type }) => type === "memory.used");
    expect(used?.data["memories"]).toContainEqual(
      expect.objectContaining({ url: task.result?.url, taskId: first.taskId }),
    );
    expect(JSON.stringify(await thread(second.thread))).toContain("draws on");
    expect(JSON.stringify(await thread(second.thread))).toContain(task.result?.url);
  });

  it("that is asked for a second time is asked about once, and left, or written as a follow-up that cites it", async () => {
    const topic = `<@U0SIGNALBOX> write a blog post about rotating database credentials for platform engineers
Tone: plain
- Credentials that change every week are worth little to a thief
- Both the old and the new one work for an hour
- Nobody has to be awake for it`;
    const first = await request(topic);
    await asked(first.taskId);
    await click("U0MAYA", first.thread, "approval.approve");
    const { task } = await reported(first.taskId, "done");
    await keepMemory(spine);

    const left = await request(topic);
    await taskIn(left.taskId, "waiting_reply");
    expect(JSON.stringify(await thread(left.thread))).toContain("written already");
    expect(JSON.stringify(await thread(left.thread))).toContain(task.result?.url);
    await send(`/api/tasks/${left.taskId}/replies`, { text: "Leave it" });
    expect((await reported(left.taskId, "rejected")).timeline.map(({ type }) => type)).not.toContain(
      "draft.written",
    );

    const next = await request(topic);
    await taskIn(next.taskId, "waiting_reply");
    await send(`/api/tasks/${next.taskId}/replies`, { text: "A follow-up please" });
    const seen = await asked(next.taskId);
    expect(seen.timeline.filter(({ type }) => type === "question.asked")).toHaveLength(1);
    expect(seen.timeline.find(({ type }) => type === "memory.used")?.data["memories"]).toContainEqual(
      expect.objectContaining({ url: task.result?.url }),
    );

    // What only speaks of something near is written without a question.
    const other = await request(
      `<@U0SIGNALBOX> write a blog post about hiring reviewers for platform engineers
Tone: plain
- People who read code well are found by reading with them
- A trial week says more than an interview`,
    );
    await asked(other.taskId);
  });
});
