import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ledger, llmCalls, settingsChanges } from "../../../shared/db/schema.ts";
import {
  classificationSchema,
  classifyPrompt,
  classifySystem,
} from "../../../shared/jobs/editorial/intent.ts";
import { ask } from "../../../shared/spine/ask-model.ts";
import { settleIdle } from "../../../shared/spine/call-money.ts";
import type { Spine } from "../../../shared/spine/context.ts";
import { worstCostOf } from "../../../shared/llm/models.ts";
import { configuredSpine, openSpine } from "../../../shared/jobs/open-spine.ts";
import { forgetSettings } from "../../../shared/spine/live-settings.ts";
import { topUp } from "../../../shared/spine/top-up.ts";
import { wakeTask } from "../../../shared/spine/wake.ts";
import { history, set } from "../support/budgets.ts";
import { applied, sandbox, thread } from "../support/slack.ts";
import { aTask, spine, unique } from "../support/spine.ts";
import { api, asked, request, send, taskIn } from "../support/task.ts";

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
  { characters: new TextEncoder().encode(question.system + question.user).length },
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
  configuredSpine({ ...env, LLM_TASK_BUDGET_USD: String(microUsd / 1_000_000) });

beforeEach(async () => {
  await sandbox("/anthropic/_sandbox/reset", {});
});
afterEach(async () => {
  await spine.db.delete(settingsChanges);
  forgetSettings();
});

const potOf = async (key: string) => {
  const { budgets } = JSON.parse(await (await api("/api/budgets")).text());
  return budgets.find((one: { key: string }) => one.key.startsWith(key));
};

describe("calls side by side", () => {
  it("never spend more than there is: fifty against money for ten", async () => {
    const taskId = await aTask();
    const poor = withTaskBudget(worst * 10);
    const outcomes = await Promise.all(Array.from({ length: 50 }, async () => complete(poor, taskId)));
    const kinds = outcomes.map((one) => one.kind);
    expect(kinds.filter((kind) => kind === "wait").length).toBeGreaterThan(0);
    expect(kinds.filter((kind) => kind === "done").length).toBeGreaterThanOrEqual(10);
    const calls = await spine.db.select().from(llmCalls).where(eq(llmCalls.taskId, taskId));
    const spent = calls.reduce((sum, call) => sum + call.microUsd, 0);
    expect(spent).toBeLessThanOrEqual(worst * 10);
    expect(calls).toHaveLength((await applied("anthropic", "/v1/messages")).length);
    await settleIdle(spine, 0);
    const { budgets } = JSON.parse(await (await api(`/api/budgets?task=${taskId}`)).text());
    expect(budgets.find((one: { scope: string }) => one.scope === "task")).toMatchObject({
      spentUsd: spent / 1_000_000,
      reservedUsd: 0,
    });
    // What was set aside and came back was never used up, and nobody is told that it was.
    const told = (await spine.db.select().from(ledger).where(eq(ledger.taskId, taskId)))
      .filter((fact) => fact.type === "budget.alert" && fact.data["scope"] === "task")
      .map((fact) => Number(fact.data["percent"]));
    expect(Math.max(0, ...told)).toBeLessThanOrEqual((spent / (worst * 10)) * 100);
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
    await settleIdle(spine, 0);
    const [pot] = await ledgerOfMoney.view(
      [{ scope: "system-day", key: keys["system-day"], limit: rich }],
      Date.now(),
    );
    const all = rich + (pot?.topUp ?? 0) - (pot?.spent ?? 0);
    expect(await ledgerOfMoney.reserve("everything", keys, limits, all, Date.now())).toMatchObject({
      kind: "reserved",
    });
    await ledgerOfMoney.settle([{ id: "everything", cost: all }], Date.now());

    const { thread: ts, taskId } = await request();
    await taskIn(taskId, "out_of_budget", (view) => view.effects[0]?.state === "applied");
    await wakeTask(spine, taskId);
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
    // The tests that follow have money again.
    await ledgerOfMoney.topUp("everything", "system-day", keys["system-day"], rich, all, Date.now());
  });
});

describe("a limit that is set while the system runs", () => {
  it("pauses when it is lowered, and lets go on what has paused when it is raised", async () => {
    expect((await set({ scope: "system-month", usd: 0.01 })).status).toBe(200);
    expect(await potOf("system-month")).toMatchObject({ limitUsd: 0.01 });
    const { thread: ts, taskId } = await request();
    await taskIn(taskId, "out_of_budget", (view) => view.effects[0]?.state === "applied");
    expect((await set({ scope: "system-month", usd: 500 })).status).toBe(200);
    await asked(taskId);
    expect((await thread(ts)).filter((message) => message.text.includes("I have paused"))).toHaveLength(1);
    expect(await potOf("system-month")).toMatchObject({ limitUsd: 500 });
    const { changes } = await history();
    expect(changes.slice(0, 3).map((one) => one.summary)).toContain(
      "you set the month's budget from $0.01 to $500.00",
    );
  });

  it("counts for each task, and leaves what nobody has set to the configuration", async () => {
    const poor = await aTask();
    expect((await set({ scope: "task", usd: 0.01 })).status).toBe(200);
    expect((await set({ scope: "system-month", usd: 77 })).status).toBe(200);
    const { settings } = await openSpine(env);
    expect(settings).toMatchObject({
      LLM_TASK_BUDGET_USD: 0.01,
      LLM_DAILY_BUDGET_USD: Number(env.LLM_DAILY_BUDGET_USD),
      LLM_MONTHLY_BUDGET_USD: 77,
    });
    const { budgets } = JSON.parse(await (await api(`/api/budgets?task=${poor}`)).text());
    expect(budgets.find((one: { scope: string }) => one.scope === "task")).toMatchObject({ limitUsd: 0.01 });
  });

  it("is one of the rules for a project, which the rest of the rules survives", async () => {
    const { RULES } = (await openSpine(env)).settings;
    expect((await set({ scope: "project-day", of: "default", usd: 2.5 })).status).toBe(200);
    expect(await potOf("project-day:default")).toMatchObject({ limitUsd: 2.5 });
    const after = (await openSpine(env)).settings.RULES;
    expect(after).toEqual({
      ...RULES,
      projects: { ...RULES.projects, default: { ...RULES.projects["default"], budgetUsdDay: 2.5 } },
    });
    expect((await history()).changes[0]).toMatchObject({
      type: "settings.changed",
      taskId: null,
      summary: "you set the day's budget of the project default from $5.00 to $2.50",
    });
  });

  it("belongs to something that there is, and to operators", async () => {
    expect((await set({ scope: "project-day", usd: 1 })).status).toBe(400);
    expect((await set({ scope: "project-day", of: "nowhere", usd: 1 })).status).toBe(404);
    expect((await set({ scope: "task", of: "task-1", usd: 1 })).status).toBe(400);
    expect((await set({ scope: "system-day", usd: 0 })).status).toBe(400);
    const approver = { authorization: "Bearer approver-token" };
    expect((await send("/api/budgets", { scope: "task", usd: 9 }, approver, "PUT")).status).toBe(403);
    expect((await openSpine(env)).settings.LLM_TASK_BUDGET_USD).toBe(Number(env.LLM_TASK_BUDGET_USD));
  });

  it("is looked up again before anything pauses: another isolate may have raised it", async () => {
    const taskId = await aTask();
    const setElsewhere = async (task: number) =>
      spine.db
        .insert(settingsChanges)
        .values({ name: "BUDGETS", value: JSON.stringify({ task }), by: "maya", at: Date.now() });
    await setElsewhere(worst / 2_000_000);
    forgetSettings();
    const before = await openSpine(env);
    expect((await complete(before, taskId)).kind).toBe("paused");
    await setElsewhere(1);
    expect((await complete(before, taskId)).kind).toBe("done");
  });

  it("is told anew by its shares when it is raised, and once each", async () => {
    const pots = env.BUDGET_LEDGER.getByName(unique("pots"));
    const keys = { task: "task:a", "project-day": "p", "system-day": "d", "system-month": "m" };
    const limits = (task: number) => ({ task, "project-day": 999, "system-day": 999, "system-month": 999 });
    const spend = async (cost: number, limit: number) => {
      const id = unique();
      expect(await pots.reserve(id, keys, limits(limit), cost, Date.now())).toMatchObject({
        kind: "reserved",
      });
      return (await pots.settle([{ id, cost }], Date.now())).map((one) => one.percent);
    };
    expect(await spend(85, 100)).toEqual([80]);
    expect(await spend(1, 150)).toEqual([]);
    expect(await spend(40, 150)).toEqual([80]);
    expect(await spend(4, 150)).toEqual([]);
  });
});
