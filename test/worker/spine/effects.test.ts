import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { effects, ledger } from "../../../shared/db/schema.ts";
import { perform } from "../../../shared/spine/perform.ts";
import { askAboutEffect } from "../../../shared/spine/resolve-effect.ts";
import { leaveService } from "../../../shared/spine/service.ts";
import { allowed } from "../support/carried-out.ts";
import { applied, click, faults, sandbox, thread } from "../support/slack.ts";
import { mailTo, proposeOne, spine, spineAt, taskFor, unique } from "../support/spine.ts";
import { api, asked, request, send, taskIn } from "../support/task.ts";

interface Issue {
  key: string;
  summary: string;
  comments: { text: string }[];
  history: { to: string }[];
}

const issues = async () => (await sandbox<{ issues: Issue[] }>("/jira/_people/issues")).issues;

describe("an effect that nobody can see", () => {
  /** A mail whose answer was lost so long ago that Resend has forgotten its key. */
  async function forgotten() {
    const mark = unique();
    const actionId = await allowed("email_external", mailTo(`${mark}@outside.example`, mark));
    await faults("mail", { path: "/emails", match: mark, drop: true });
    expect(await perform(spine, actionId)).toMatchObject({ kind: "wait", code: "effect_unknown" });
    const aDay = 24 * 3_600_000;
    await spine.db
      .update(effects)
      .set({ sentAt: Date.now() - aDay, firstSentAt: Date.now() - aDay })
      .where(eq(effects.actionId, actionId));
    expect(await perform(spine, actionId)).toMatchObject({ kind: "retry", code: "effect_unknown" });
    await askAboutEffect(spine, actionId);
    return { actionId, mark };
  }
  const resolve = async (actionId: string, resolution: string, token = "approver-token") =>
    send(`/api/effects/${actionId}/resolution`, { resolution }, { authorization: `Bearer ${token}` });

  it("waits for a person, and is not sent again meanwhile", async () => {
    const { actionId, mark } = await forgotten();
    for (let n = 0; n < 5; n++) expect((await perform(spineAt(n * 60_000), actionId)).kind).toBe("retry");
    expect(await applied("mail", "/emails", mark)).toHaveLength(1);
    const inbox = JSON.parse(await (await api("/api/approvals")).text());
    expect(inbox.unknownEffects).toContainEqual(expect.objectContaining({ actionId, asked: true }));
  });

  it("is done when a person says that it happened", async () => {
    const { actionId, mark } = await forgotten();
    expect((await resolve(actionId, "happened", "viewer-token")).status).toBe(403);
    expect((await resolve(actionId, "happened")).status).toBe(200);
    expect(await perform(spine, actionId)).toMatchObject({ kind: "done" });
    expect(await applied("mail", "/emails", mark)).toHaveLength(1);
    expect((await resolve(actionId, "did_not_happen")).status).toBe(409);
  });

  it("is given up when a person says so, and never sent", async () => {
    const { actionId, mark } = await forgotten();
    await resolve(actionId, "give_up");
    expect(await perform(spine, actionId)).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("arno gave it up"),
    });
    expect(await applied("mail", "/emails", mark)).toHaveLength(1);
  });

  it("is asked about in the task's thread, and a click settles it", async () => {
    const mark = unique();
    const response = await send(
      "/api/actions",
      {
        kind: "jira_create_ticket",
        payload: { project: "WEB", type: "Bug", summary: mark, description: "" },
        channel: "C0CONTENT",
      },
      { "idempotency-key": mark },
    );
    const { taskId }: { taskId: string } = JSON.parse(await response.text());
    const waiting = await taskIn(taskId, "waiting_approval", (view) =>
      view.effects.some((effect) => effect.actionId.endsWith(".ask-action-1") && effect.state === "applied"),
    );
    const row = await env.DB.prepare("SELECT conversation FROM tasks WHERE id = ?")
      .bind(taskId)
      .first<{ conversation: string }>();
    const ts = row?.conversation.split(":").at(-1) ?? "";
    // The answer is lost, and then the search fails for as long as anybody looks.
    await faults(
      "jira",
      { path: "/issue", match: mark, drop: true },
      { path: "/search/jql", status: 400, times: 12 },
    );
    expect(waiting.approvals).toHaveLength(1);
    await click("U0LENA", ts, "approval.approve");
    await taskIn(taskId, "waiting_approval", (view) =>
      view.effects.some(
        (effect) => effect.actionId.includes("ask-what-happened") && effect.state === "applied",
      ),
    );
    expect(JSON.stringify(await thread(ts))).toContain("I can't tell whether");
    await click("U0LENA", ts, "effect.happened");
    await taskIn(taskId, "done");
    expect((await issues()).filter((one) => one.summary === mark)).toHaveLength(1);
    await sandbox("/jira/_sandbox/reset", {});
  }, 60_000);
});

describe("a service that is down", () => {
  it("shuts its door for all, visibly, and opens it again when it answers", async () => {
    await sandbox("/mail/_sandbox/reset", {});
    await faults("mail", { path: "/emails", drop: true, times: 5 });
    // Whatever other tests have met with there is forgotten.
    await env.SERVICE_GATE.getByName("mail").leave("nobody", { kind: "answered" });
    const taskId = await taskFor("email_internal");
    const payload = mailTo("maya@signalbox.example", unique());
    const ids: string[] = [];
    for (let n = 0; n < 6; n++)
      ids.push((await proposeOne({ kind: "email_internal", payload, taskId, key: `mail-${n}` })).actionId);
    for (const id of ids.slice(0, 5)) expect((await perform(spine, id)).kind).toBe("wait");
    const before = (await applied("mail", "/emails")).length;
    expect(await perform(spine, ids[5] ?? "")).toMatchObject({
      kind: "wait",
      reason: expect.stringContaining("the mail service does not answer"),
    });
    expect((await applied("mail", "/emails")).length).toBe(before);
    const health = JSON.parse(await (await api("/health")).text());
    expect(health.circuits).toMatchObject({ mail: "open", slack: "closed" });
    const facts = await spine.db.select().from(ledger).where(eq(ledger.type, "circuit.opened"));
    expect(facts.map((one) => one.data["service"])).toContain("mail");
    // The circuit looks again after 15 s; here its door is simply told that all is well.
    await env.SERVICE_GATE.getByName("mail").leave("nobody", { kind: "answered" });
    expect(await perform(spine, ids[5] ?? "")).toMatchObject({ kind: "done" });
  });

  it("lets in whoever waits at its door as soon as it answers somebody", async () => {
    for (let n = 0; n < 5; n++)
      await leaveService(spine, "jira", unique(), { kind: "failed", reason: "502" });
    const mark = unique();
    const response = await send(
      "/api/actions",
      { kind: "jira_comment", payload: { issue: "WEB-1", text: mark } },
      { "idempotency-key": mark },
    );
    const { taskId }: { taskId: string } = JSON.parse(await response.text());
    const { actions, approvals } = await taskIn(taskId, "waiting_approval");
    const digest = actions.find((action) => action.kind === "jira_comment")?.digest;
    const asArno = { authorization: "Bearer approver-token" };
    await send(`/api/approvals/${approvals[0]?.id}/decisions`, { digest, decision: "approved" }, asArno);
    // The question shows it, and then it is tried.
    await taskIn(taskId, "working", (view) =>
      view.effects.some(({ actionId, state }) => actionId.includes(".show-") && state === "applied"),
    );
    const answeredAt = Date.now();
    await leaveService(spine, "jira", "somebody", { kind: "answered" });
    await taskIn(taskId, "done");
    // By themselves they would look again when the circuit does, after 15 s.
    expect(Date.now() - answeredAt).toBeLessThan(8000);
    await sandbox("/jira/_sandbox/reset", {});
  });
});

describe("a task whose effect is refused", () => {
  it("fails with the service's reason, and nothing is sent later", async () => {
    const { thread: ts, taskId } = await request();
    const view = await asked(taskId);
    const publish = view.actions.find((one) => one.kind === "blog_publish");
    const slug = JSON.parse(
      (
        await env.DB.prepare("SELECT payload FROM actions WHERE id = ?")
          .bind(publish?.id)
          .first<{ payload: string }>()
      )?.payload ?? "{}",
    ).slug;
    await env.DB.prepare(
      "INSERT INTO posts (slug, action_id, task_id, title, summary, tags, body_key, words, author, published_at, updated_at) VALUES (?, 'x', 'other', 't', 's', '[]', 'k', 1, 'a', 1, 1)",
    )
      .bind(slug)
      .run();
    await click("U0MAYA", ts, "approval.approve");
    const failed = await taskIn(taskId, "failed");
    expect(failed.task.failure?.message).toContain("already has the address");
    await env.DB.prepare("DELETE FROM posts WHERE slug = ?").bind(slug).run();
    expect(await perform(spineAt(3_600_000), publish?.id ?? "")).toMatchObject({ kind: "failed" });
  });
});
