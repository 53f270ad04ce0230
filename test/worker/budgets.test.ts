import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { ledger, llmCalls } from "../../shared/db/schema.ts";
import { classificationSchema, classifyPrompt, classifySystem } from "../../shared/editorial/intent.ts";
import { ask } from "../../shared/llm/answer.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { worstCostOf } from "../../shared/llm/models.ts";
import { openSpine } from "../../shared/spine/context.ts";
import { topUp } from "../../shared/spine/top-up.ts";
import { wakeTask } from "../../shared/spine/wake.ts";
import { applied, sandbox, thread } from "./support/slack.ts";
import { aTask, spine, unique } from "./support/spine.ts";
import { api, asked, request, send, taskIn } from "./support/task.ts";

const question = {
  purpose: "classify",
  project: "default",
  tier: "judge",
  system: classifySystem,
  user: classifyPrompt("write something about lanterns", []),
  schema: classificationSchema,
  maxTokens: 100,
} as const;
const worst = worstCostOf(
  "claude-haiku-5-5",
  question.system.length + question.user.length,
  question.maxTokens,
);

/** A call like any other's, kept as it comes. */
const complete = async (at: Spine, taskId: string) =>
  ask(
    at,
    { ...question, taskId },
    () => [],
    async (value, usage) => ({ kept: { value, usage }, facts: [] }),
  );

/** The system with so many micro-dollars for each task. */
const withTaskBudget = (microUsd: number) =>
  openSpine({ ...env, LLM_TASK_BUDGET_USD: String(microUsd / 1_000_000) });

beforeEach(async () => {
  await sandbox("/anthropic/_sandbox/reset", {});
});

describe("calls side by side", () => {
  it("never spend more than there is: fifty against money for ten", async () => {
    const taskId = await aTask();
    const poor = withTaskBudget(worst * 10);
    const outcomes = await Promise.all(Array.from({ length: 50 }, async () => complete(poor, taskId)));
    const kinds = outcomes.map((one) => one.kind);
    expect(kinds.filter((kind) => kind === "paused").length).toBeGreaterThan(0);
    expect(kinds.filter((kind) => kind === "done").length).toBeGreaterThanOrEqual(10);
    const calls = await spine.db.select().from(llmCalls).where(eq(llmCalls.taskId, taskId));
    const spent = calls.reduce((sum, call) => sum + call.microUsd, 0);
    expect(spent).toBeLessThanOrEqual(worst * 10);
    expect(calls).toHaveLength((await applied("anthropic", "/v1/messages")).length);
    const { budgets } = JSON.parse(await (await api(`/api/budgets?task=${taskId}`)).text());
    expect(budgets.find((one: { scope: string }) => one.scope === "task")).toMatchObject({
      spentUsd: spent / 1_000_000,
      reservedUsd: 0,
    });
  });
});

describe("a share that is reached", () => {
  it("is told once each, and anew after a top-up", async () => {
    const taskId = await aTask();
    const one = await complete(spine, taskId);
    if (one.kind !== "done") throw new Error("there is money");
    const cost = one.value.kept?.usage.microUsd ?? 0;
    const other = await aTask();
    const poor = withTaskBudget(Math.max(worst, cost * 4));
    while ((await complete(poor, other)).kind === "done");
    const alerts = async () =>
      (await spine.db.select().from(ledger).where(eq(ledger.taskId, other)))
        .filter((fact) => fact.type === "budget.alert" && fact.data["scope"] === "task")
        .map((fact) => fact.data["percent"]);
    const told = await alerts();
    expect(told.at(-1)).toBe(100);
    expect(new Set(told).size).toBe(told.length);
    await complete(poor, other);
    expect(await alerts()).toEqual(told);
    const more = { id: unique(), scope: "task", of: other, microUsd: worst * 2, by: "maya" } as const;
    await topUp(poor, more);
    await topUp(poor, more);
    const { budgets } = JSON.parse(await (await api(`/api/budgets?task=${other}`)).text());
    expect(budgets.find((pot: { scope: string }) => pot.scope === "task").topUpUsd).toBe(
      (worst * 2) / 1_000_000,
    );
    expect((await complete(poor, other)).kind).toBe("done");
  });
});

describe("a task without money", () => {
  it("pauses, says so once, and after a top-up goes on at the very step", async () => {
    const rich = Number(env.LLM_DAILY_BUDGET_USD) * 1_000_000;
    const ledgerOfMoney = env.BUDGET_LEDGER.getByName("all");
    const day = new Date().toISOString().slice(0, 10);
    const keys = {
      task: "task:everything",
      "project-day": `project-day:other:${day}`,
      "system-day": `system-day:${day}`,
      "system-month": `system-month:${day.slice(0, 7)}`,
    };
    const limits = { task: rich, "project-day": rich, "system-day": rich, "system-month": rich * 20 };
    const [pot] = await ledgerOfMoney.view(
      [{ scope: "system-day", key: keys["system-day"], limit: rich }],
      Date.now(),
    );
    const all = rich + (pot?.topUp ?? 0) - (pot?.spent ?? 0);
    expect(await ledgerOfMoney.reserve("everything", keys, limits, all, Date.now())).toMatchObject({
      kind: "reserved",
    });

    const { thread: ts, taskId } = await request();
    await taskIn(taskId, "out_of_budget", (view) => view.effects[0]?.state === "applied");
    await wakeTask(env, taskId);
    await taskIn(
      taskId,
      "out_of_budget",
      (view) => view.timeline.filter((entry) => entry.type === "budget.exhausted").length === 2,
    );
    const refused = await send("/api/budgets/top-ups", { scope: "task", usd: 1 });
    expect(refused.status).toBe(400);
    const response = await send("/api/budgets/top-ups", { scope: "system-day", usd: 2 });
    expect(response.status).toBe(200);
    const view = await asked(taskId);
    expect((await thread(ts)).filter((message) => message.text.includes("I have paused"))).toHaveLength(1);
    expect(view.cost.calls).toBe(2);
    await ledgerOfMoney.settle("everything", 0, Date.now());
  });
});
