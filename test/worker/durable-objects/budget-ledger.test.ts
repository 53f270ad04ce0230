import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { ledger, llmCalls } from "../../../shared/db/schema.ts";
import { accountKeys, reservationMs } from "../../../shared/domain/budget.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { budgetLedger, viewBudgets } from "../../../shared/spine/budget.ts";
import { drawMoney, forgetPurses, payCall } from "../../../shared/spine/call-money.ts";
import { callRecord } from "../../../shared/spine/call-record.ts";
import { record } from "../../../shared/spine/record.ts";
import { aTask, spine } from "../support/spine.ts";

const pots = budgetLedger(spine.env);
const potOf = async (taskId: string) =>
  (await viewBudgets(spine, taskId)).find((pot) => pot.scope === "task");
const tokens = { inputTokens: 1, cacheWriteTokens: 0, cachedTokens: 0, outputTokens: 1 };

/** A call of the model, paid and recorded. */
async function called(taskId: string, worst: number, microUsd: number): Promise<string> {
  const drawn = await drawMoney(spine, { taskId, project: "default", amount: worst });
  if (drawn.kind !== "reserved") throw new Error("there is money");
  await payCall(spine, drawn.id, microUsd);
  const call = callRecord(spine, {
    id: drawn.id,
    taskId,
    purpose: "draft",
    model: "claude-haiku-5-5",
    provider: "sandbox",
    tokens,
    microUsd,
    startedAt: spine.now(),
    stopReason: "end_turn",
  });
  await record(spine, call.facts, call.records);
  return drawn.id;
}

describe("the money of a task's calls", () => {
  it("is set aside once for several of them, and told together", async () => {
    const taskId = await aTask();
    const first = await called(taskId, 2000, 700);
    const second = await called(taskId, 3000, 800);
    expect(second).toBe(`${first}.1`);
    const held = await potOf(taskId);
    expect(held).toMatchObject({ spent: 0 });
    expect(held?.reserved).toBeGreaterThanOrEqual(1500);
    // A limit that is lowered counts for the next call.
    const poor = configuredSpine({ ...env, LLM_TASK_BUDGET_USD: "0.002" });
    const next = await drawMoney(poor, { taskId, project: "default", amount: 1000 });
    expect(next).toMatchObject({ kind: "paused" });
    expect(await potOf(taskId)).toMatchObject({ spent: 1500, reserved: 0 });
  });

  it("is told by the next call of another task, or after a moment", async () => {
    const [one, other] = [await aTask(), await aTask()];
    await called(one, 2000, 700);
    await scheduler.wait(600);
    await called(other, 2000, 900);
    expect(await potOf(one)).toMatchObject({ spent: 700, reserved: 0 });
    await expect.poll(async () => potOf(other), { timeout: 5000 }).toMatchObject({ spent: 900, reserved: 0 });
  });

  it("is found by the calls that are recorded when whoever was to tell of it was killed", async () => {
    const taskId = await aTask();
    await called(taskId, 2000, 700);
    await called(taskId, 3000, 800);
    forgetPurses();
    const now = Date.now();
    expect(
      await runInDurableObject(pots, async (_pots, { storage }) => storage.getAlarm()),
    ).toBeLessThanOrEqual(now + reservationMs);
    await pots.lookAfter(now + reservationMs - 60_000);
    expect((await potOf(taskId))?.reserved).toBeGreaterThanOrEqual(1500);
    await pots.lookAfter(now + reservationMs + 1000);
    expect(await potOf(taskId)).toMatchObject({ spent: 1500, reserved: 0 });
    await pots.lookAfter(now + 2 * reservationMs);
    expect(await potOf(taskId)).toMatchObject({ spent: 1500 });
  });

  it("reaches a share also when it is found so late", async () => {
    const taskId = await aTask();
    const id = crypto.randomUUID();
    const limits = { task: 100, "project-day": 9e9, "system-day": 9e9, "system-month": 9e9 };
    const long = Date.now() - 2 * reservationMs;
    await pots.reserve(id, accountKeys(taskId, "default", long), limits, 60, long);
    const row = { taskId, purpose: "draft", model: "m", provider: "sandbox", latencyMs: 1 } as const;
    const call = { ...row, ...tokens, stopReason: "end_turn", at: long, microUsd: 30 };
    await spine.db.insert(llmCalls).values([
      { ...call, id },
      { ...call, id: `${id}.1` },
      { ...call, id: `${id.slice(0, -1)}.1` },
    ]);
    await pots.lookAfter(Date.now());
    const facts = await spine.db.select().from(ledger).where(eq(ledger.taskId, taskId));
    expect(facts.filter(({ type }) => type === "budget.alert").map(({ data }) => data["percent"])).toEqual([
      50,
    ]);
  });
});
