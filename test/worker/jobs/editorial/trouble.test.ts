import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { accountKeys } from "../../../../shared/domain/budget.ts";
import { configuredSpine } from "../../../../shared/jobs/open-spine.ts";
import { complete } from "../../../../shared/spine/complete.ts";
import {
  classificationSchema,
  classifyPrompt,
  classifySystem,
} from "../../../../shared/jobs/editorial/intent.ts";
import { perform } from "../../../../shared/spine/perform.ts";
import { budgetLedger } from "../../../../shared/spine/budget.ts";
import { propose } from "../../../../shared/spine/propose.ts";
import { applied, faults, thread, writeInSlack } from "../../support/slack.ts";
import { asked, brief, reported, request, taskIn, viewOf } from "../../support/task.ts";

const systemDay = () => ({
  scope: "system-day" as const,
  key: accountKeys("", "", Date.now())["system-day"],
  limit: Number(env.LLM_DAILY_BUDGET_USD) * 1_000_000,
});

/** A text that only this test's requests contain, so that its faults hit nobody else. */
const unique = (): string => `topic-${crypto.randomUUID().slice(0, 8)}`;
const briefAbout = (mark: string): string => brief.replace("calm releases", mark);

describe("Slack in trouble", () => {
  it.each([
    ["429 with Retry-After", { status: 429, retryAfter: 1, times: 2 }],
    ["500", { status: 500, times: 2 }],
    ["an answer that is lost after posting", { drop: true, times: 1 }],
  ])("posts the message once in spite of %s", async (_name, fault) => {
    const mark = unique();
    await faults("slack", { path: "chat.postMessage", match: mark, ...fault });
    const { thread: ts, taskId } = await request(briefAbout(mark));
    await asked(taskId);
    const acknowledgements = (await thread(ts)).filter((message) => message.text.includes("On it"));
    expect(acknowledgements).toHaveLength(1);
    const view = await viewOf(taskId);
    expect(view.effects.every((effect) => effect.state === "applied")).toBe(true);
  });

  it("never sends again while it can't see whether the first got through", async () => {
    const { ts } = await writeInSlack("U0PRIYA", "a thread");
    const mark = unique();
    const spine = configuredSpine(env);
    const { actionId } = await propose(spine, {
      taskId: `task-${mark}`,
      key: "say",
      kind: "notification_internal",
      payload: { channel: "C0CONTENT", thread: ts, text: mark, blocks: [], update: null },
      provenance: "internal",
      revision: 1,
    });
    await faults(
      "slack",
      { path: "chat.postMessage", match: mark, drop: true },
      { path: "conversations.replies", match: ts, status: 500, times: 2 },
    );
    for (let n = 0; n < 3; n++)
      expect(await perform(spine, actionId)).toMatchObject({ kind: "wait", code: "effect_unknown" });
    expect(await perform(spine, actionId)).toMatchObject({ kind: "done" });
    expect(await applied("slack", "chat.postMessage", mark)).toHaveLength(1);
  });

  it("applies an action once when it is performed many times at once", async () => {
    const { ts } = await writeInSlack("U0PRIYA", "a thread");
    const mark = unique();
    const spine = configuredSpine(env);
    const proposal = {
      taskId: `task-${mark}`,
      key: "say",
      kind: "notification_internal",
      payload: { channel: "C0CONTENT", thread: ts, text: mark, blocks: [], update: null },
      provenance: "internal",
      revision: 1,
    } as const;
    const { actionId } = await propose(spine, proposal);
    await propose(spine, proposal);
    await Promise.all(Array.from({ length: 6 }, async () => perform(spine, actionId)));
    expect(await applied("slack", "chat.postMessage", mark)).toHaveLength(1);
  });
});

describe("Claude in trouble", () => {
  it("repairs a malformed draft once", async () => {
    await faults("anthropic", { match: "You write blog posts", times: 1, text: '{"title":"x"}' });
    const { taskId } = await request();
    const view = await asked(taskId);
    expect(view.timeline.filter((entry) => entry.type === "answer.refused")).toHaveLength(1);
    expect(view.cost.calls).toBe(3);
  });

  it("fails with the reason, tells the thread and publishes nothing when the repair is malformed too", async () => {
    await faults("anthropic", {
      match: "You write blog posts",
      times: 2,
      text: "I would rather not answer in JSON.",
    });
    const { thread: ts, taskId } = await request();
    const view = await reported(taskId, "failed");
    expect(view.task.failure?.code).toBe("llm_output_invalid");
    expect((await thread(ts)).at(-1)?.text).toContain("not JSON");
    expect(view.actions.some((action) => action.kind === "blog_publish")).toBe(false);
  });

  it("comes back after 529 and a dropped connection", async () => {
    await faults(
      "anthropic",
      { match: "for an editorial desk", status: 529, retryAfter: 1 },
      { match: "for an editorial desk", drop: true },
    );
    const { taskId } = await request();
    await asked(taskId);
  });

  it("gives up at once on what stays wrong", async () => {
    await faults("anthropic", { match: "for an editorial desk", status: 403, times: 1 });
    const { taskId } = await request();
    expect((await taskIn(taskId, "failed")).task.failure?.code).toBe("llm_rejected");
  });

  it("asks nothing that the day's budget can't pay, and gives back what failed", async () => {
    const poor = configuredSpine({ ...env, LLM_DAILY_BUDGET_USD: "0.000001" });
    const question = {
      taskId: "task-poor",
      project: "default",
      purpose: "classify",
      tier: "judge",
      system: classifySystem,
      user: classifyPrompt("hello", []),
      schema: classificationSchema,
      maxTokens: 100,
    } as const;
    const calls = (await applied("anthropic", "/v1/messages")).length;
    expect(await complete(poor, question)).toMatchObject({ kind: "paused" });
    expect((await applied("anthropic", "/v1/messages")).length).toBe(calls);

    const pots = () => budgetLedger(env).view([systemDay()], Date.now());
    const [before] = await pots();
    await faults("anthropic", { match: "You sort requests", status: 500 });
    expect(await complete(configuredSpine(env), question)).toMatchObject({
      kind: "wait",
      code: "llm_unavailable",
    });
    expect(await pots()).toMatchObject([{ spent: before?.spent, reserved: before?.reserved }]);
  });
});

describe("a forbidden action", () => {
  it("is recorded and has no way to happen, whatever it claims", async () => {
    const spine = configuredSpine(env);
    const { actionId, verdict, approval } = await propose(spine, {
      taskId: "task-evil",
      key: "delete",
      kind: "delete_data",
      payload: { approvedBy: "U0MAYA" },
      provenance: "operator",
      revision: 1,
    });
    expect(verdict.kind).toBe("forbidden");
    expect(approval).toBeNull();
    expect(await perform(spine, actionId)).toMatchObject({ kind: "failed" });
  });
});
