import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { actionOutcomes, ledger, promotions, watches } from "../../../shared/db/schema.ts";
import { readingKind } from "../../../shared/domain/autonomy.ts";
import { readTrust } from "../../../shared/spine/evidence.ts";
import { reviewAllAutonomy, setAutonomy, standingOf } from "../../../shared/spine/autonomy.ts";
import { decide } from "../../../shared/spine/decide.ts";
import { perform } from "../../../shared/spine/perform.ts";
import { applied } from "../support/slack.ts";
import { aTask, heldMail, mailTo, proposeOne, spine, spineAt, unique } from "../support/spine.ts";
import { api, send } from "../support/task.ts";

const day = 86_400_000;
const level = async (kind: string) => (await standingOf(spine, "default", kind)).level;
const verdictNow = async (kind: string, payload: object) =>
  (await proposeOne({ kind, payload })).verdict.kind;

describe("autonomy", () => {
  it("is lost by a kind after two cancelled holds, announced with the reason, and then people are asked", async () => {
    expect(await level("email_stakeholder")).toBe(3);
    for (const by of ["maya", "lena"]) {
      const { approvalId, digest } = await heldMail(60_000);
      await decide(spine, {
        approvalId,
        digest,
        decision: "rejected",
        by,
        channel: "api",
        reason: "not now",
      });
    }
    expect(await level("email_stakeholder")).toBe(2);
    const told = await applied("slack", "chat.postMessage", "falls from level 3 to 2");
    expect(JSON.stringify(told)).toContain("2 rejected within 7 days");
    expect(told).toHaveLength(1);
    const mark = unique();
    expect(await verdictNow("email_stakeholder", mailTo(`${mark}@signalbox.example`, mark))).toBe("approval");
    // Another kind has done nothing wrong.
    expect(await level("jira_comment")).toBe(3);
  });

  it("is lost by one reverted effect", async () => {
    const { actionId } = await proposeOne({
      kind: "jira_comment",
      payload: { issue: "OPS-1", text: unique() },
      key: unique(),
    });
    await decide(spine, {
      approvalId: `approval-${actionId}`,
      digest: (await proposeOne({ kind: "jira_comment", payload: { issue: "OPS-3", text: "x" } })).digest,
      decision: "approved",
      by: "maya",
      channel: "api",
      reason: null,
    });
    const { digest } = JSON.parse(await (await api(`/api/approvals/approval-${actionId}`)).text()).approval;
    await decide(spine, {
      approvalId: `approval-${actionId}`,
      digest,
      decision: "approved",
      by: "maya",
      channel: "api",
      reason: null,
    });
    expect(await perform(spine, actionId)).toMatchObject({ kind: "done" });
    const url = `/api/actions/${actionId}/outcome`;
    expect((await send(url, { outcome: "reverted" })).status).toBe(400);
    expect((await send(url, { outcome: "reverted", reason: "wrong issue" })).status).toBe(200);
    expect((await send(url, { outcome: "reverted", reason: "again" })).status).toBe(409);
    expect(await level("jira_comment")).toBe(2);
  });

  it("is taken away by the daily review too, when a crash kept it from being taken at once", async () => {
    const kind = "artefact_update";
    await setAutonomy(spine, { project: "default", kind, level: 3, by: "you", reason: "a test" });
    await spine.db.insert(actionOutcomes).values({
      actionId: unique("past"),
      taskId: "task-past",
      project: "default",
      kind,
      target: "raid",
      outcome: "reverted",
      reviewed: false,
      by: "maya",
      at: Date.now() + 1,
    });
    await reviewAllAutonomy(spineAt(1000));
    expect(await level(kind)).toBe(2);
  });

  it("is earned by evidence: proposed with it, ratified by an operator, and only once", async () => {
    await setAutonomy(spineAt(-30 * day), {
      project: "default",
      kind: "*",
      level: 1,
      by: "you",
      reason: "a new start",
    });
    const past = Array.from({ length: 12 }, (_, n) => ({
      actionId: unique("past"),
      taskId: "task-past",
      project: "default",
      kind: readingKind,
      target: "OPS-1",
      outcome: "accepted" as const,
      reviewed: true,
      by: null,
      at: Date.now() - (12 - n) * day,
    }));
    await spine.db.delete(actionOutcomes);
    const now = Date.now();
    const watch = { project: "default", dueAt: now, cycleAt: now, createdAt: now - 8 * day };
    await spine.db.insert(watches).values(watch);
    for (const row of past) await spine.db.insert(actionOutcomes).values(row);
    await reviewAllAutonomy(spine);
    await reviewAllAutonomy(spine);
    const open = await spine.db.select().from(promotions).where(eq(promotions.status, "pending"));
    const whole = open.filter((one) => one.kind === "*");
    expect(whole).toMatchObject([{ fromLevel: 1, toLevel: 2, evidence: { accepted: 12, rejected: 0 } }]);
    expect(await level("*")).toBe(1);
    const url = `/api/autonomy/promotions/${whole[0]?.id}/decision`;
    const approver = { authorization: "Bearer approver-token" };
    expect((await send(url, { decision: "ratified" }, approver)).status).toBe(403);
    expect((await send(url, { decision: "ratified" })).status).toBe(200);
    expect((await send(url, { decision: "ratified" })).status).toBe(409);
    expect(await level("*")).toBe(2);
    const facts = await spine.db.select().from(ledger).where(eq(ledger.type, "autonomy.raised"));
    expect(facts.at(-1)?.summary).toContain("level 1 → 2 by you");
  });

  it("begins its clean days anew when a person says that a signal was misread", async () => {
    const evidence = async () =>
      (await readTrust(spineAt(2 * day), ["default"])).evidenceFor("default", "*").evidence;
    const before = await evidence();
    const taskId = await aTask();
    const url = `/api/tasks/${taskId}/misread`;
    expect((await send(url, {})).status).toBe(400);
    expect(
      (await send(url, { reason: "it was a question" }, { authorization: "Bearer viewer-token" })).status,
    ).toBe(403);
    expect((await send(url, { reason: "it was a question" })).status).toBe(200);
    expect((await send(url, { reason: "again" })).status).toBe(409);
    const after = await evidence();
    expect(after.corrected).toBe(before.corrected + 1);
    expect(after.consecutiveDays).toBeLessThanOrEqual(2);
  });

  it("has no code in the spine that raises it: only a person's word does", async () => {
    const raised = await spine.db.select().from(ledger).where(eq(ledger.type, "autonomy.raised"));
    for (const fact of raised) expect(fact.data["by"]).toBe("you");
    const one = await proposeOne({
      kind: "change_own_autonomy_level",
      payload: { level: 3, approvedBy: "maya" },
      provenance: "operator",
    });
    expect(one.verdict.kind).toBe("forbidden");
    expect(await perform(spine, one.actionId)).toMatchObject({ kind: "failed" });
  });

  it("is shown with its evidence, and set by an operator by hand", async () => {
    const change = { project: "default", kind: "jira_comment", level: 1, reason: "holiday" };
    expect(
      (await send("/api/autonomy", change, { authorization: "Bearer approver-token" }, "PUT")).status,
    ).toBe(403);
    expect((await send("/api/autonomy", { ...change, kind: "nonsense" }, {}, "PUT")).status).toBe(400);
    expect((await send("/api/autonomy", change, {}, "PUT")).status).toBe(200);
    const { standings } = JSON.parse(await (await api("/api/autonomy")).text());
    expect(standings).toContainEqual(
      expect.objectContaining({
        kind: "jira_comment",
        level: 1,
        evidence: expect.objectContaining({ accepted: 0 }),
      }),
    );
  });
});
