import { expect, it } from "vitest";
import { actions } from "../../../shared/db/schema.ts";
import { fact, record } from "../../../shared/spine/record.ts";
import { tellAlerts } from "../../../shared/spine/tell-alerts.ts";
import { sandbox } from "../support/slack.ts";
import { aTask, spine, unique } from "../support/spine.ts";

it("a budget's alert is told once in the channel for operations, a task's own is not", async () => {
  const taskId = await aTask();
  const [day, own] = [unique("80 % of the day"), unique("80 % of the task")];
  const alert = (key: string, summary: string, tell: boolean) =>
    fact(spine, taskId, key, "budget.alert", summary, { percent: 80, tell });
  await record(spine, [alert("a", day, true), alert("b", own, false)]);
  expect(await tellAlerts(spine)).toBe(1);
  expect(await tellAlerts(spine)).toBe(0);
  const { messages } = await sandbox<{ messages: { text: string }[] }>(
    "/slack/_people/messages?channel=C0GENERAL",
  );
  expect(messages.filter(({ text }) => text.includes(day))).toHaveLength(1);
  expect(messages.filter(({ text }) => text.includes(own))).toHaveLength(0);
  const told = (await spine.db.select().from(actions)).filter((one) => one.taskId === taskId);
  expect(told).toHaveLength(1);
});
