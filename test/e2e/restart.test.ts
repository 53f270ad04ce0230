import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { messageWithButton, Outside, type TaskView } from "../../scripts/demo/outside.ts";
import type { Stack } from "../../scripts/stack/stack.ts";
import { waitFor } from "../../scripts/stack/wait.ts";
import { startSystem, type System } from "../support/system.ts";

const brief = readFileSync(resolve(import.meta.dirname, "../../scripts/demo/brief.md"), "utf8");
const soonMs = 60_000;

let system: System;
let stack: Stack;
let outside: Outside;

beforeAll(async () => {
  system = await startSystem(() => ({ overrides: { WATCHDOG_SECONDS: "2" } }));
  stack = system.stack;
  outside = new Outside(stack);
});
afterAll(async () => system?.stop());

async function ask(): Promise<{ ts: string; id: string }> {
  const { ts, deliveries } = await outside.say("U0PRIYA", brief);
  const mention = deliveries.find((delivery) => delivery.type === "app_mention");
  const { id } = await waitFor("the task", soonMs, async () =>
    (await outside.tasks()).find((task) => task.signalId === `slack:${mention?.event_id}`),
  );
  return { ts, id };
}

async function taskIn(id: string, status: string): Promise<TaskView> {
  return waitFor(`${id} to be ${status}`, soonMs, async () => {
    const view = await outside.task(id);
    return view.task.status === status ? view : null;
  });
}

async function approvalButton(ts: string) {
  return waitFor("the approval in Slack", soonMs, async () =>
    messageWithButton(await outside.messages(), ts, "approval.approve"),
  );
}

describe("the Worker, killed with -9 and started again", () => {
  it("takes the click on an approval that waited, and the post appears on the blog", async () => {
    const { ts, id } = await ask();
    const message = await approvalButton(ts);
    await taskIn(id, "waiting_approval");
    await stack.killWorker();
    await expect(fetch(stack.urls.worker)).rejects.toThrow();
    await stack.startWorker();
    expect((await outside.click("U0MAYA", message, "approval.approve")).ok).toBe(true);
    const done = await taskIn(id, "done");
    const url = done.task.result?.url ?? "";
    await waitFor(`the post at ${url}`, soonMs, async () => (await fetch(url)).ok);
    const messages = (await outside.messages()).filter(
      (one) => one.thread_ts === ts && one.user === "U0SIGNALBOX",
    );
    expect(new Set(messages.map((one) => JSON.stringify(one.metadata))).size).toBe(messages.length);
  });

  it("finishes a step that it died in the middle of, and says everything once", async () => {
    const fault = { path: "/v1/messages", match: "You write blog posts", delayMs: 2500 };
    await fetch(`${stack.urls.sandbox}/anthropic/_sandbox/faults`, {
      method: "POST",
      body: JSON.stringify({ faults: [fault] }),
    });
    const { ts, id } = await ask();
    await waitFor("the draft to be asked for", soonMs, async () => {
      const { requests } = JSON.parse(
        await (await fetch(`${stack.urls.sandbox}/anthropic/_sandbox/requests`)).text(),
      );
      const last = requests.at(-1);
      return JSON.stringify(last?.body ?? "").includes("You write blog posts") && last.status === 0;
    });
    await stack.killWorker();
    await stack.startWorker();
    const message = await approvalButton(ts);
    const asked = (await outside.messages()).filter(
      (one) => one.thread_ts === ts && one.text.startsWith("Please decide"),
    );
    expect(asked).toHaveLength(1);
    await outside.click("U0MAYA", message, "approval.approve");
    await taskIn(id, "done");
  });

  it("leaves the old blog up when a build fails", async () => {
    const before = await (await fetch(stack.urls.blog)).text();
    expect(before).toContain("/posts/");
    await stack.killWorker();
    await fetch(`${stack.urls.sandbox}/pages/client/v4/pages/webhooks/deploy_hooks/blog`, { method: "POST" });
    const failed = await waitFor("the build to fail", soonMs, async () => {
      const { deployments } = JSON.parse(
        await (await fetch(`${stack.urls.sandbox}/pages/_sandbox/deployments`)).text(),
      );
      return deployments.find((one: { state: string; log?: string }) => one.state === "failed");
    });
    expect(failed.log).toContain("SIGNALBOX_API_URL");
    expect(await (await fetch(stack.urls.blog)).text()).toBe(before);
  });
});
