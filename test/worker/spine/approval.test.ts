import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { applied, click, clickOn, interact, referenceIn, submitModal, thread } from "../support/slack.ts";
import { asked, reported, request, taskIn, viewOf } from "../support/task.ts";

const post = (taskId: string) => env.DB.prepare("SELECT * FROM posts WHERE task_id = ?").bind(taskId).first();
const button = async (reference: Awaited<ReturnType<typeof referenceIn>>, user: string) =>
  clickOn(user, "approval.approve", reference);

describe("an approval", () => {
  it("refuses somebody who isn't on the list, visibly to them alone, and records it", async () => {
    const { thread: ts, taskId } = await request();
    await asked(taskId);
    expect((await click("U0JONAS", ts, "approval.approve")).status).toBe(200);
    expect((await click("U0JONAS", ts, "approval.revise")).status).toBe(200);
    const whispers = await vi.waitFor(async () => {
      const heard = (await thread(ts)).filter((message) => message.ephemeral_to === "U0JONAS");
      expect(heard).toHaveLength(2);
      return heard;
    }, 10_000);
    expect(whispers[0]?.text).toContain("not on the list");
    const view = await viewOf(taskId);
    expect(view.approvals[0]?.status).toBe("pending");
    expect(view.timeline.filter((entry) => entry.type === "approval.refused")).toHaveLength(2);
    expect(await applied("slack", "views.open")).toHaveLength(0);
  });

  it("takes one decision when two people click at the same time", async () => {
    const { thread: ts, taskId } = await request();
    await asked(taskId);
    const reference = await referenceIn(ts);
    await Promise.all([
      ...Array.from({ length: 4 }, async () => button(reference, "U0MAYA")),
      ...Array.from({ length: 4 }, async () =>
        submitModal("U0LENA", "approval.reject", "reason", reference, "No."),
      ),
    ]);
    const view = await taskIn(
      taskId,
      (await viewOf(taskId)).approvals[0]?.status === "approved" ? "done" : "rejected",
    );
    expect(view.timeline.filter((entry) => entry.type === "approval.decided")).toHaveLength(1);
    const decided = view.timeline.find((entry) => entry.type === "approval.decided");
    expect(view.approvals[0]?.decidedBy).toBe(decided?.data["by"]);
    expect((await post(taskId)) !== null).toBe(view.task.status === "done");
  });

  it("refuses an old version's button after a revision, and a click on what is decided", async () => {
    const { thread: ts, taskId } = await request();
    await asked(taskId);
    const old = await referenceIn(ts);
    await submitModal("U0MAYA", "approval.revise", "feedback", old, "Shorter sentences.");
    await asked(taskId, 2);
    await button(old, "U0MAYA");
    expect(
      (await thread(ts)).find((message) => message.ephemeral_to === "U0MAYA") ??
        (await viewOf(taskId)).timeline.find((entry) => entry.type === "approval.refused"),
    ).toBeTruthy();
    expect((await viewOf(taskId)).task.status).toBe("waiting_approval");
    expect(await post(taskId)).toBeNull();
    const current = await referenceIn(ts);
    await button(current, "U0MAYA");
    await taskIn(taskId, "done");
    await button(current, "U0LENA");
    expect((await viewOf(taskId)).approvals.at(-1)?.decidedBy).toBe("maya");
  });

  it("refuses a button whose digest is not the proposal's", async () => {
    const { thread: ts, taskId } = await request();
    await asked(taskId);
    await button({ ...(await referenceIn(ts)), digest: "0".repeat(64) }, "U0MAYA");
    expect((await viewOf(taskId)).approvals[0]?.status).toBe("pending");
  });

  it("does not apply a payload that was changed after the approval", async () => {
    const { thread: ts, taskId } = await request();
    const view = await asked(taskId);
    const action = view.actions.find((one) => one.kind === "blog_publish");
    await env.DB.prepare("UPDATE actions SET payload = replace(payload, 'calm', 'wild') WHERE id = ?")
      .bind(action?.id)
      .run();
    await click("U0MAYA", ts, "approval.approve");
    const failed = await reported(taskId, "failed");
    expect(failed.task.failure?.message).toContain("payload has changed");
    expect(await post(taskId)).toBeNull();
    expect((await thread(ts)).some((message) => message.text.includes("payload has changed"))).toBe(true);
  });

  it("needs words for a rejection: the modal says so and stays", async () => {
    const { thread: ts, taskId } = await request();
    await asked(taskId);
    const answer = await submitModal("U0MAYA", "approval.reject", "reason", await referenceIn(ts), "   ");
    expect(await answer.json()).toMatchObject({
      response_action: "errors",
      errors: { reason: expect.stringContaining("why") },
    });
    expect((await viewOf(taskId)).approvals[0]?.status).toBe("pending");
  });

  it("refuses a button that carries no approval with 400", async () => {
    const response = await interact({
      type: "block_actions",
      user: { id: "U0MAYA" },
      trigger_id: "t",
      channel: { id: "C0CONTENT" },
      container: { message_ts: "1.1" },
      actions: [{ action_id: "approval.approve", value: "{}" }],
    });
    expect(response.status).toBe(400);
  });
});
