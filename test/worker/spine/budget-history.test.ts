import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import { settingsChanges } from "../../../shared/db/schema.ts";
import { forgetSettings } from "../../../shared/spine/live-settings.ts";
import { history, set } from "../support/budgets.ts";
import { spine } from "../support/spine.ts";
import { api, send } from "../support/task.ts";

afterEach(async () => {
  await spine.db.delete(settingsChanges);
  forgetSettings();
});

describe("the history of money", () => {
  it("has every day, oldest first, those without any call with nothing spent", async () => {
    const dayMs = 24 * 3_600_000;
    const dayBefore = new Date(Date.now() - 3 * dayMs).toISOString().slice(0, 10);
    const pots = env.BUDGET_LEDGER.getByName("all");
    const keys = {
      task: "task:old",
      "project-day": `project-day:default:${dayBefore}`,
      "system-day": `system-day:${dayBefore}`,
      "system-month": "system-month:old",
    };
    const limits = { task: 9e6, "project-day": 9e6, "system-day": 4e6, "system-month": 9e6 };
    await pots.reserve("old", keys, limits, 1_500_000, Date.now() - 3 * dayMs);
    await pots.settle("old", 1_500_000, Date.now() - 3 * dayMs);
    await pots.topUp("old", "system-day", keys["system-day"], 4e6, 2e6, Date.now());
    await set({ scope: "system-day", usd: 6 });
    const { days } = await history("?days=5");
    const today = new Date().toISOString().slice(0, 10);
    expect(days.map((one) => one.day)).toEqual(days.map((one) => one.day).toSorted());
    expect(days).toHaveLength(5);
    expect(days.at(-1)).toMatchObject({ day: today, limitUsd: 6 });
    expect(days[1]).toEqual({ day: dayBefore, spentUsd: 1.5, limitUsd: 4, topUpUsd: 2 });
    expect(days[0]).toMatchObject({ spentUsd: 0, topUpUsd: 0, limitUsd: 6 });
    expect((await history()).days).toHaveLength(30);
    expect((await api("/api/budgets/history?days=400")).status).toBe(400);
  });

  it("tells who changed what about money, the newest first, and nothing else of the settings", async () => {
    await set({ scope: "system-month", usd: 90 });
    expect((await send("/api/budgets/top-ups", { scope: "system-day", usd: 2 })).status).toBe(200);
    const { rules } = JSON.parse(await (await api("/api/settings")).text());
    const put = async (change: object, version: number) =>
      JSON.parse(
        await (
          await send("/api/settings/rules", { rules: { ...rules.value, ...change }, version }, {}, "PUT")
        ).text(),
      );
    const { version } = await put({ digestHour: 5 }, rules.version);
    await put({ projects: { default: { ...rules.value.projects.default, budgetUsdDay: 3 } } }, version);
    const { changes } = await history();
    expect(changes.slice(0, 3).map((one) => one.type)).toEqual([
      "settings.changed",
      "budget.topped_up",
      "settings.changed",
    ]);
    expect(changes[0]?.summary).toContain("projects.default.budgetUsdDay 5 → 3");
    expect(changes.map((one) => one.summary).join()).not.toContain("digestHour 8 → 5");
  });
});
