import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { approvals, ledger } from "../../../shared/db/schema.ts";
import { setAutonomy } from "../../../shared/spine/autonomy.ts";
import { changeApproval } from "../../../shared/spine/change-approval.ts";
import { decide } from "../../../shared/spine/decide.ts";
import { perform } from "../../../shared/spine/perform.ts";
import { onCron } from "../../../workers/cron.ts";
import { applied, click, interact, thread } from "../support/slack.ts";
import { approvalRow, heldMail, mailTo, spine, spineAt, unique } from "../support/spine.ts";
import { send, taskIn, viewOf } from "../support/task.ts";

const clock = env.PROJECT_AGENT.getByName("default");
const minute = 60_000;

async function released(id: string) {
  return vi.waitFor(
    async () => {
      const row = await approvalRow(id);
      if (row.status !== "released") throw new Error(`${id} is ${row.status}`);
      return row;
    },
    { timeout: 20_000, interval: 50 },
  );
}

// Cancelled holds cost trust, and then people are asked instead: each test begins with all of it.
beforeEach(async () => {
  const trust = {
    project: "default",
    kind: "email_stakeholder",
    level: 3,
    by: "you",
    reason: "a new test",
  } as const;
  await setAutonomy(spine, trust);
});

describe("a hold", () => {
  it("is let go by the clock, after its time and not before, and then may be performed", async () => {
    const { approvalId, actionId, digest, mark } = await heldMail(700);
    expect(await perform(spine, actionId)).toMatchObject({ kind: "failed", code: "not_found" });
    const row = await released(approvalId);
    expect(row.decidedAt).toBeGreaterThanOrEqual(row.holdUntil ?? Number.POSITIVE_INFINITY);
    expect(row.digest).toBe(digest);
    expect(await perform(spine, actionId)).toMatchObject({ kind: "done" });
    expect(await applied("mail", "/emails", mark)).toHaveLength(1);
  });

  it("is never let go early, however often the clock is asked", async () => {
    const { approvalId } = await heldMail(minute);
    expect(await changeApproval(spine, approvalId, { kind: "release" })).toMatchObject({ kind: "unchanged" });
    const justBefore = spineAt(minute - 2000);
    expect(await changeApproval(justBefore, approvalId, { kind: "release" })).toMatchObject({
      kind: "unchanged",
    });
  });

  it("can be cancelled in its window, and then nothing brings it back", async () => {
    const { approvalId, actionId, digest, mark } = await heldMail(1500);
    const request = { approvalId, digest, by: "lena", channel: "api", reason: null } as const;
    expect(await decide(spine, { ...request, by: "jonas", decision: "rejected" })).toMatchObject({
      code: "not_allowed",
    });
    expect(await decide(spine, { ...request, decision: "rejected" })).toEqual({ kind: "decided" });
    expect(await changeApproval(spineAt(minute), approvalId, { kind: "release" })).toMatchObject({
      kind: "unchanged",
    });
    await onCron(env);
    expect(await decide(spine, { ...request, decision: "approved" })).toMatchObject({
      code: "already_decided",
    });
    expect(await perform(spine, actionId)).toMatchObject({ kind: "failed" });
    expect(await applied("mail", "/emails", mark)).toHaveLength(0);
    expect(await approvalRow(approvalId)).toMatchObject({ status: "rejected", reason: "cancelled" });
  });

  it("that the clock has lost is released by the sweep", async () => {
    const { approvalId } = await heldMail(minute);
    await spine.db
      .update(approvals)
      .set({ holdUntil: Date.now() - 10_000 })
      .where(eq(approvals.id, approvalId));
    await onCron(env);
    expect(await approvalRow(approvalId)).toMatchObject({ status: "released" });
  });

  it("asks people when its window ended after its own deadline", async () => {
    const { approvalId, actionId, digest, mark, taskId } = await heldMail(300, {
      deadline: Date.now() - 1000,
    });
    await vi.waitFor(async () => expect((await approvalRow(approvalId)).holdUntil).toBeNull(), 10_000);
    expect(await approvalRow(approvalId)).toMatchObject({ status: "pending" });
    const facts = await spine.db.select().from(ledger).where(eq(ledger.taskId, taskId));
    expect(facts.map((one) => one.type)).toContain("hold.overdue");
    await decide(spine, {
      approvalId,
      digest,
      decision: "approved",
      by: "lena",
      channel: "api",
      reason: null,
    });
    expect(await perform(spine, actionId)).toMatchObject({ kind: "done" });
    expect(await applied("mail", "/emails", mark)).toHaveLength(1);
  });

  it("after an hour's outage is released in the order of the windows", async () => {
    const late: Awaited<ReturnType<typeof heldMail>>[] = [];
    for (const minutesAgo of [20, 50, 5, 35]) late.push(await heldMail(minute * 60 - minutesAgo));
    for (const [n, minutesAgo] of [20, 50, 5, 35].entries()) {
      const approvalId = late[n]?.approvalId ?? "";
      const holdUntil = Date.now() - minutesAgo * minute;
      await spine.db.update(approvals).set({ holdUntil }).where(eq(approvals.id, approvalId));
      await clock.hold(approvalId, holdUntil);
    }
    for (const { approvalId } of late) await released(approvalId);
    const facts = await spine.db
      .select()
      .from(ledger)
      .where(eq(ledger.type, "hold.released"))
      .orderBy(ledger.seq);
    const order = facts
      .map((one) => late.findIndex(({ approvalId }) => approvalId === one.data["approvalId"]))
      .filter((n) => n !== -1);
    expect(order).toEqual([1, 3, 0, 2]);
  });

  it("is one of a thousand with random windows: none early, none lost, none twice", async () => {
    const like = await approvalRow((await heldMail(minute)).approvalId);
    const start = Date.now();
    const holds = Array.from({ length: 1000 }, (_, n) => {
      const actionId = `${like.actionId}-${n}`;
      const holdUntil = start + 3000 + Math.floor(Math.random() * 6000);
      return { ...like, id: `approval-${actionId}`, actionId, target: `${like.target}-${n}`, holdUntil };
    });
    const ids = new Set(holds.map((one) => one.id));
    for (let n = 0; n < holds.length; n += 3) await spine.db.insert(approvals).values(holds.slice(n, n + 3));
    await Promise.all(holds.map(async ({ id, holdUntil }) => clock.hold(id, holdUntil)));
    await vi.waitFor(
      async () => {
        const waiting = await spine.db
          .select({ id: approvals.id })
          .from(approvals)
          .where(eq(approvals.status, "pending"));
        const left = waiting.filter((row) => ids.has(row.id)).length;
        if (left > 0) throw new Error(`${left} still wait`);
      },
      { timeout: 60_000, interval: 500 },
    );
    const facts = await spine.db.select().from(ledger).where(eq(ledger.type, "hold.released"));
    const lateness = facts.flatMap((one) =>
      ids.has(String(one.data["approvalId"])) ? [Number(one.data["lateMs"])] : [],
    );
    expect(lateness).toHaveLength(ids.size);
    expect(Math.min(...lateness)).toBeGreaterThanOrEqual(0);
  }, 120_000);
});

describe("a held action that was proposed through the API", () => {
  const propose = async (mark: string, key = mark) =>
    send(
      "/api/actions",
      {
        kind: "email_stakeholder",
        payload: mailTo(`${mark}@signalbox.example`, mark),
        channel: "C0CONTENT",
      },
      { "idempotency-key": key },
    );
  const started = async (mark: string): Promise<{ taskId: string; ts: string }> => {
    const response = await propose(mark);
    expect(response.status).toBe(202);
    const { taskId }: { taskId: string } = JSON.parse(await response.text());
    await taskIn(taskId, "on_hold", (view) =>
      view.effects.some((effect) => effect.actionId.endsWith(".ask-action-1") && effect.state === "applied"),
    );
    const row = await env.DB.prepare("SELECT conversation FROM tasks WHERE id = ?")
      .bind(taskId)
      .first<{ conversation: string }>();
    return { taskId, ts: row?.conversation.split(":").at(-1) ?? "" };
  };

  it("gives notice in Slack, is sent early by a click, once, and says so", async () => {
    const mark = unique();
    const { taskId, ts } = await started(mark);
    expect(JSON.stringify(await thread(ts))).toContain("unless somebody cancels it");
    await click("U0JONAS", ts, "hold.release");
    expect((await viewOf(taskId)).task.status).toBe("on_hold");
    await click("U0LENA", ts, "hold.release");
    await taskIn(taskId, "done");
    expect(await applied("mail", "/emails", mark)).toHaveLength(1);
    expect(JSON.stringify(await thread(ts))).toContain("Approved by <@U0LENA>");
  });

  it("is cancelled by a click, with no mail", async () => {
    const mark = unique();
    const { taskId, ts } = await started(mark);
    await click("U0MAYA", ts, "hold.cancel");
    const view = await taskIn(taskId, "rejected");
    expect(view.task.failure?.message).toContain("cancelled");
    expect(await applied("mail", "/emails", mark)).toHaveLength(0);
  });

  it("asks in its thread when it came too late, and goes out when people say so", async () => {
    const mark = unique();
    const { taskId, ts } = await started(mark);
    const late = Date.now() - minute;
    await spine.db
      .update(approvals)
      .set({ holdUntil: late, deadline: late + 1000 })
      .where(eq(approvals.taskId, taskId));
    await clock.hold(`approval-${taskId}.action`, late);
    await taskIn(taskId, "waiting_approval", (view) =>
      view.effects.some((effect) => effect.actionId.endsWith(".ask-action-2") && effect.state === "applied"),
    );
    const messages = JSON.stringify(await thread(ts));
    expect(messages).toContain("approval.approve");
    expect(messages).not.toContain("hold.release");
    await click("U0MAYA", ts, "approval.approve");
    await taskIn(taskId, "done");
    expect(await applied("mail", "/emails", mark)).toHaveLength(1);
  });

  it("is one task however often it is sent, and refuses other bytes under the same key", async () => {
    const mark = unique();
    const answers = await Promise.all([propose(mark), propose(mark), propose(mark)]);
    const ids = await Promise.all(answers.map(async (one) => JSON.parse(await one.text()).taskId));
    expect(new Set(ids).size).toBe(1);
    const other = await propose(unique(), mark);
    expect(other.status).toBe(409);
    expect(await other.text()).toContain("Idempotency-Key");
  });

  it("is refused at the door when it makes no sense, naming what is wrong", async () => {
    const post = async (body: unknown, key: string | null = unique()) =>
      send("/api/actions", body, key === null ? {} : { "idempotency-key": key });
    for (const [body, key, words] of [
      [{ kind: "delete_data", payload: {} }, undefined, "delete_data is no kind"],
      [{ kind: "email_stakeholder", payload: { to: [] } }, undefined, "not of the form"],
      [{ kind: "email_stakeholder", payload: mailTo("a@b.example", "s") }, null, "Idempotency-Key"],
      [{ kind: "email_stakeholder", payload: {}, approvedBy: "maya" }, undefined, "approvedBy"],
    ] as const) {
      const response = await post(body, key);
      expect(response.status).toBe(400);
      expect(await response.text()).toContain(words);
    }
  });

  it("is forbidden, with the reason, when the recipient is no stakeholder", async () => {
    const response = await send(
      "/api/actions",
      {
        kind: "email_stakeholder",
        payload: mailTo("stranger@elsewhere.example", unique()),
        channel: "C0CONTENT",
      },
      { "idempotency-key": unique() },
    );
    const { taskId }: { taskId: string } = JSON.parse(await response.text());
    const view = await taskIn(taskId, "rejected");
    expect(view.task.failure?.message).toContain("[person]@elsewhere.example is on no list of stakeholders");
  });
});

describe("a click that nobody sent", () => {
  it("changes nothing when its button is forged", async () => {
    const { approvalId } = await heldMail(minute);
    const forged = { approvalId, digest: "0".repeat(64) };
    await interact({
      type: "block_actions",
      user: { id: "U0MAYA" },
      trigger_id: "t",
      channel: { id: "C0CONTENT" },
      container: { message_ts: "1.1" },
      actions: [{ action_id: "hold.release", value: JSON.stringify(forged) }],
    });
    expect(await approvalRow(approvalId)).toMatchObject({ status: "pending" });
  });
});
