import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { seededIssues } from "../../../../sandbox/sentry/seed.ts";
import { sentryWebhook } from "../../../../sandbox/sentry/webhooks.ts";
import { fixes, signals } from "../../../../shared/db/schema.ts";
import { bugFix } from "../../../../shared/jobs/bug-fix/job.ts";
import { cancelTask } from "../../../../shared/spine/cancel-task.ts";
import { taskIdOf } from "../../../../shared/spine/jobs.ts";
import { applied } from "../../support/slack.ts";
import { aTask, spine, unique } from "../../support/spine.ts";
import { viewOf } from "../../support/task.ts";
import { postHook, reportIn } from "../../support/webhooks.ts";

const issue = seededIssues(Date.now())[0] ?? expect.fail("the sandbox has no issue");
/** How often Sentry has been asked for the issue's calls: its webhook comes without them. */
const asked = async () => (await applied("sentry", `/issues/${issue.id}/events/`)).length;

async function reported(): Promise<string> {
  const requestId = crypto.randomUUID();
  const hook = sentryWebhook("issue", issue, { secret: env.SENTRY_CLIENT_SECRET, requestId });
  expect((await postHook("sentry", hook.body, hook.headers)).status).toBe(200);
  return `sentry:issue:${issue.id}:created`;
}

/** Where a task has found that its bug lives. Its work ends here. */
async function foundIn(taskId: string): Promise<Record<string, unknown>> {
  const found = await vi.waitFor(
    async () => {
      const fact = (await viewOf(taskId)).timeline.find(({ type }) => type === "repository.found");
      return fact?.data ?? expect.fail("it is not found yet");
    },
    { timeout: 20_000, interval: 50 },
  );
  await cancelTask(spine, { taskId, by: "you", reason: "that is enough" });
  return found;
}

describe("what is known of a bug", () => {
  it("is found out once, to judge it, and the work goes by that", async () => {
    const before = await asked();
    const signalId = await reported();
    expect(await foundIn(await taskIdOf(signalId, bugFix))).toMatchObject({
      repository: "acme/checkout",
      files: expect.arrayContaining(["src/cart.js"]),
    });
    expect((await asked()) - before).toBe(1);
  });

  it("is found out by a task that began before it was kept", async () => {
    const report = await reportIn(await reported());
    const taskId = await aTask({ id: unique("bug-fix"), kind: "bug_fix" });
    await spine.db
      .update(signals)
      .set({ body: report })
      .where(eq(signals.id, `api:test:${taskId}`));
    const now = spine.now();
    const fingerprint = taskId;
    await spine.db
      .insert(fixes)
      .values({ taskId, fingerprint, depth: "offer", state: "open", createdAt: now, updatedAt: now });
    await env.BUG_FIX.create({ id: taskId, params: { taskId } });
    expect(await foundIn(taskId)).toMatchObject({
      repository: "acme/checkout",
      files: expect.arrayContaining(["src/cart.js"]),
    });
  });
});
