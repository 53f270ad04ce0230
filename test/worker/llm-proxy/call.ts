import { exports } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { llmCalls } from "../../../shared/db/schema.ts";
import { settleIdle } from "../../../shared/spine/call-money.ts";
import { spine } from "../support/spine.ts";
import { api } from "../support/task.ts";

export const asked = (over: object = {}) => ({
  model: "claude-sonnet-5-5",
  max_tokens: 2000,
  messages: [{ role: "user", content: "What is wrong with the basket?" }],
  ...over,
});

export async function post(token: string, body: unknown, path = "/llm/v1/messages"): Promise<Response> {
  return exports.default.fetch(`http://signalbox.test${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "anthropic-version": "2023-06-01",
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

/** A task's pot once all is told that nobody pays from any more. */
export async function potOf(taskId: string) {
  await settleIdle(spine, 0);
  const { budgets } = JSON.parse(await (await api(`/api/budgets?task=${taskId}`)).text());
  return budgets.find((one: { scope: string }) => one.scope === "task");
}

export const callsOf = async (taskId: string) =>
  spine.db.select().from(llmCalls).where(eq(llmCalls.taskId, taskId));
