import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { editorial } from "../../../../shared/jobs/editorial/job.ts";
import { taskIdOf } from "../../../../shared/spine/jobs.ts";
import {
  applied,
  click,
  postSlack,
  referenceIn,
  submitModal,
  thread,
  writeInSlack,
} from "../../support/slack.ts";
import { api, asked, brief, reported, request, taskIn, viewOf } from "../../support/task.ts";

/** The links to drafts that stand in a thread. */
async function linksIn(ts: string): Promise<string[]> {
  const found = JSON.stringify(await thread(ts)).matchAll(/https?:[^"]*(\/preview\/[\w.-]+)/g);
  return [...new Set([...found].map(([, path = ""]) => path))];
}

async function shownAt(link = "/preview/none"): Promise<{ status: number; text: string }> {
  const response = await api(link, {});
  return { status: response.status, text: await response.text() };
}

describe("a Slack message becomes a published post", () => {
  it("drafts, takes up a revision, and publishes exactly the approved bytes", async () => {
    const { thread: ts, taskId } = await request();
    await asked(taskId);
    const reference = await referenceIn(ts);
    const first = await linksIn(ts);
    expect(first).toHaveLength(1);
    expect(await shownAt(first[0])).toMatchObject({
      status: 200,
      text: expect.stringContaining("calm releases"),
    });
    expect(
      (await submitModal("U0MAYA", "approval.revise", "feedback", reference, "Say more about rollbacks."))
        .status,
    ).toBe(200);
    const second = await asked(taskId, 2);
    // What was decided on has no link any more, and the link shows nothing any more.
    const newer = await linksIn(ts);
    expect(newer).toHaveLength(1);
    expect(newer).not.toEqual(first);
    expect(await shownAt(first[0])).toMatchObject({
      status: 410,
      text: expect.stringContaining("Another version"),
    });
    expect(second.actions.filter((action) => action.kind === "blog_publish")).toHaveLength(2);
    expect((await click("U0MAYA", ts, "approval.approve")).status).toBe(200);
    const done = await reported(taskId, "done");

    const { posts } = JSON.parse(await (await api("/api/blog/posts", {})).text());
    const post = posts.find((one: { slug: string }) => done.task.result?.url.includes(one.slug));
    expect(post.markdown).toContain("Say more about rollbacks");
    expect(post.words).toBeGreaterThanOrEqual(800);
    expect(done.approvals.map((approval) => approval.status)).toEqual(["revised", "approved"]);
    expect(done.effects.every((effect) => effect.state === "applied")).toBe(true);
    expect(done.cost.calls).toBe(3);
    expect(await applied("pages", "deploy_hooks")).not.toHaveLength(0);
    expect(await shownAt(newer[0])).toMatchObject({
      status: 410,
      text: expect.stringContaining("It is published"),
    });

    const messages = await thread(ts);
    const decided = messages.filter((message) => message.edited);
    expect(decided).toHaveLength(2);
    expect(JSON.stringify(decided[1])).toContain("Approved by <@U0MAYA>");
    expect(JSON.stringify(decided)).not.toContain("approval.approve");
    expect(messages.at(-1)?.text).toContain(done.task.result?.url);
  });

  it("rejects with the reason and publishes nothing", async () => {
    const { thread: ts, taskId } = await request();
    await asked(taskId);
    await submitModal(
      "U0LENA",
      "approval.reject",
      "reason",
      await referenceIn(ts),
      "We said this last month.",
    );
    const view = await reported(taskId, "rejected");
    expect(view.effects.some((effect) => effect.kind === "blog_publish" && effect.state === "applied")).toBe(
      false,
    );
    expect((await thread(ts)).at(-1)?.text).toContain("We said this last month.");
  });

  it("asks for what it doesn't understand and for missing fields by name, and goes on with the answers", async () => {
    const { thread: ts, taskId } = await request("<@U0SIGNALBOX> can you help us out?");
    const unclear = await taskIn(taskId, "waiting_reply");
    expect(unclear.timeline.find((entry) => entry.type === "question.asked")?.data["reason"]).toContain(
      "intent",
    );
    await postSlack((await writeInSlack("U0PRIYA", "A blog post about calm releases, please", ts)).event);
    const missing = await taskIn(taskId, "waiting_reply", (view) =>
      view.timeline.some((entry) => Array.isArray(entry.data["missing"]) && entry.type === "question.asked"),
    );
    expect(missing.timeline.findLast((entry) => entry.type === "question.asked")?.data["missing"]).toEqual([
      "audience",
      "key points",
    ]);
    expect((await thread(ts)).at(-1)?.text).toContain("*audience*");
    await postSlack(
      (
        await writeInSlack(
          "U0PRIYA",
          "Audience: platform engineers\n- One point that matters\n- Another point that matters",
          ts,
        )
      ).event,
    );
    await asked(taskId);
  });

  it("says so when it can't do a kind of work", async () => {
    const { thread: ts, taskId } = await request("<@U0SIGNALBOX> schedule a meeting with Acme next week");
    await reported(taskId, "rejected");
    expect((await thread(ts)).at(-1)?.text).toContain("can't do that yet. I can write blog posts");
  });

  it("gives a second post with the same title another address", async () => {
    const slugs = [];
    for (const text of [
      brief.replace("calm releases", "twin titles"),
      brief.replace("calm releases", "twin titles"),
    ]) {
      const { thread: ts, taskId } = await request(text);
      await asked(taskId);
      await click("U0MAYA", ts, "approval.approve");
      slugs.push((await taskIn(taskId, "done")).task.result?.url);
    }
    expect(slugs[1]).toBe(slugs[0]?.replace(/\/$/, "-2/"));
  });

  it("gives posts that wait for approval at the same time addresses of their own", async () => {
    const text = brief.replace("calm releases", "waiting twins");
    const waiting = [];
    for (const _turn of [1, 2]) {
      const task = await request(text);
      await asked(task.taskId);
      waiting.push(task);
    }
    for (const { thread: ts, taskId } of waiting) {
      await click("U0MAYA", ts, "approval.approve");
      await taskIn(taskId, "done");
    }
  });

  it("opens a thread of its own for a slash command", async () => {
    const form = new URLSearchParams({
      command: "/signalbox",
      text: brief.replace("<@U0SIGNALBOX> ", ""),
      user_id: "U0PRIYA",
      channel_id: "C0CONTENT",
      trigger_id: crypto.randomUUID(),
    });
    const response = await postSlack(form.toString(), undefined, "application/x-www-form-urlencoded");
    expect(await response.json()).toMatchObject({ response_type: "ephemeral" });
    const view = await asked(await taskIdOf(`slack:command:${form.get("trigger_id")}`, editorial));
    const row = await env.DB.prepare("SELECT conversation FROM tasks WHERE id = ?")
      .bind(view.task.id)
      .first<{ conversation: string }>();
    const ts = row?.conversation.split(":").at(-1) ?? "";
    await click("U0MAYA", ts, "approval.approve");
    await taskIn(view.task.id, "done");
    expect((await viewOf(view.task.id)).task.result?.url).toContain("/posts/");
  });
});
