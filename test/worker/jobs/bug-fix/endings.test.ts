import { env } from "cloudflare:workers";
import { and, eq } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { executorAssignments, fixes, ledger, phaseRuns, signals } from "../../../../shared/db/schema.ts";
import { recordClosed } from "../../../../shared/changes/on-pull-request.ts";
import type { Origin } from "../../../../shared/jobs/bug-fix/sources/registry.ts";
import { SignalboxError } from "../../../../shared/platform/errors.ts";
import type { Agreed } from "../../../../workflows/bug-fix/agree-on-plan.ts";
import type { BugTask } from "../../../../workflows/bug-fix/bug-task.ts";
import { tellFailure, tellNoPlan } from "../../../../workflows/bug-fix/end-fix.ts";
import { failChange } from "../../../../workflows/change/fail-change.ts";
import { seeThrough } from "../../../../workflows/bug-fix/see-through.ts";
import { tellOnPullRequest } from "../../../../workflows/change/tell-on-pull-request.ts";
import { DurableRun } from "../../../../workflows/durable-run.ts";
import { runTask } from "../../../../workflows/run-task.ts";
import { report, sentryOrigin } from "../../../unit/jobs/bug-fix/reports.ts";
import { plainEngine } from "../../support/engine.ts";
import { repository } from "../../support/github.ts";
import { faults, sandbox } from "../../support/slack.ts";
import { aTask, spine, unique } from "../../support/spine.ts";
import { viewOf } from "../../support/task.ts";

const commit = "a".repeat(40);
const channel = "C0ENGINEERING";
const jiraOrigin = { kind: "jira", issue: "OPS-3", url: "https://there.example/3" } as const;

afterEach(async () => {
  await sandbox("/slack/_sandbox/reset", {});
});

/** A fix whose plan people have agreed to, with an issue of GitHub's that stands for its pull request. */
async function anAgreedFix(origin: Origin, isThere = true) {
  const issue = { repository, login: "maya-ortiz", title: "It crashes", body: "", labels: [] };
  const { number } = isThere
    ? await sandbox<{ number: number }>("/github/_people/issue", issue)
    : { number: 987_654 };
  const taskId = await aTask({ id: unique("bug-fix"), kind: "bug_fix" });
  const [createdAt, updatedAt] = [spine.now(), spine.now()];
  const fix = { taskId, fingerprint: taskId, state: "open", depth: "offer", repository } as const;
  await spine.db.insert(fixes).values({ ...fix, pullRequest: number, createdAt, updatedAt });
  const discovery = {
    repository,
    confidence: 1,
    affectedFiles: [],
    rootCause: "it",
    reasoning: "it",
    relatedFiles: [],
  };
  const plan = {
    summary: "Look first",
    scope: "cart",
    steps: [],
    testCommand: "npm test",
    estimatedMinutes: 1,
    riskLevel: "low" as const,
    risks: [],
  };
  const planned = { discovery, plan };
  const common = { repository, base: "main", baseCommit: commit, planCommit: commit, revision: 1, planned };
  const payload = {
    ...common,
    branch: `fix/${taskId}`,
    pullRequest: number,
    testCommand: null,
    protectedFiles: [],
    report: "",
    deadlineMs: 1,
  };
  const version = { revision: 1, baseCommit: commit, planned };
  const agreed: Agreed = {
    kind: "agreed",
    version,
    payload,
    url: `https://github.example/${number}`,
    by: "maya",
  };
  const task: BugTask = {
    report: report({ origin }),
    requester: "priya",
    depth: "offer",
    provenance: "external",
    repository,
    base: "main",
    hints: [],
    said: [],
    sure: 0.5,
  };
  const run = await DurableRun.open(env, plainEngine, { taskId });
  run.thread = { channel, thread: null };
  const at = { repository, number };
  run.elsewhere = (key) => async (words) => tellOnPullRequest(run, at, key, words);
  return { taskId, number, agreed, task, run };
}

const ready = { commit, files: [], review: "", pointedOut: [], failedBefore: [], walls: [] };

async function commentsOn(number: number): Promise<string[]> {
  const { issues } = await sandbox<{ issues: { number: number; comments: { body: string }[] }[] }>(
    "/github/_people/issues",
  );
  return issues
    .filter((one) => one.number === number)
    .flatMap(({ comments }) => comments.map(({ body }) => body));
}
async function threadIn(): Promise<string> {
  const { messages } = await sandbox<{ messages: { text: string }[] }>(
    `/slack/_people/messages?channel=${channel}`,
  );
  return messages.map(({ text }) => text).join("\n");
}
const missedBy = async (taskId: string) =>
  (
    await spine.db
      .select({ data: ledger.data })
      .from(ledger)
      .where(and(eq(ledger.taskId, taskId), eq(ledger.type, "notice.undelivered")))
  ).map(({ data }) => data["where"]);

describe("a merged fix", () => {
  it("is done, and the thread says what was refused, though neither its origin nor its pull request takes anything", async () => {
    const { taskId, number, agreed, task, run } = await anAgreedFix(sentryOrigin, false);
    await faults("sentry", { path: "/issues/", status: 403, times: 9 });
    await recordClosed(
      spine,
      { taskId, repository, pullRequest: number },
      { by: "maya", merged: true, mergeCommit: commit },
    );
    await runTask(run, async () => seeThrough(run, task, agreed, ready));
    const view = await viewOf(taskId);
    expect(view.task.status).toBe("done");
    expect(await threadIn()).toMatch(/was merged by.*\n.*Not done: Resolve issue 5001 in Sentry: .*403/);
    expect(await missedBy(taskId)).toEqual(["sentry:acme/5001", `github:${repository}#${number}`]);
  });

  it("is done, and its pull request says so, though Slack takes nothing", async () => {
    const { taskId, number, agreed, task, run } = await anAgreedFix(jiraOrigin);
    await sandbox("/slack/_people/token", { state: "account_inactive" });
    await recordClosed(
      spine,
      { taskId, repository, pullRequest: number },
      { by: "maya", merged: true, mergeCommit: commit },
    );
    await runTask(run, async () => seeThrough(run, task, agreed, ready));
    expect((await viewOf(taskId)).task.status).toBe("done");
    expect(await commentsOn(number)).toEqual([
      expect.stringContaining("Merged by Maya"),
      expect.stringContaining("I could not say this in Slack"),
    ]);
    expect(await missedBy(taskId)).toEqual(["slack"]);
  });
});

describe("an agreed plan that came to nothing", () => {
  it("is told on the pull request, where it was reported and in the thread, however long the reason", async () => {
    const { taskId, number, agreed, task, run } = await anAgreedFix(jiraOrigin);
    await runTask(run, async () => {
      try {
        throw new SignalboxError("unavailable", `it broke ${"and ".repeat(20_000)}`);
      } catch (error) {
        await tellFailure(run, task, agreed, error);
        await failChange(run);
        throw error;
      }
    });
    expect((await viewOf(taskId)).task).toMatchObject({ status: "failed" });
    const [comment = ""] = await commentsOn(number);
    expect(comment).toMatch(
      /^I could not carry out this plan:\n\n```text\nit broke and[^]*All of it is on \[the dashboard\]/,
    );
    const [errand] = await spine.db
      .select({ body: signals.body })
      .from(signals)
      .where(eq(signals.id, `task:${taskId}:jira-failed`));
    expect(JSON.stringify(errand?.body)).toContain(
      `could not carry out the plan of ${agreed.url}: it broke and`,
    );
    expect(await threadIn()).toContain("I could not finish this: it broke and");
    expect(await missedBy(taskId)).toEqual([]);
  });

  it("names its cause in ten lines everywhere, beside the way to the whole output", async () => {
    const { taskId, number, agreed, task, run } = await anAgreedFix(jiraOrigin);
    const id = `${taskId}.run-1.2`;
    const at = spine.now();
    const result = { kind: "failed", phase: "green", code: "refused", reason: "no" } as const;
    const made = { id, taskId, mode: "execute", state: "ended", specKey: "x", result } as const;
    await spine.db.insert(executorAssignments).values({ ...made, createdAt: at, updatedAt: at });
    const ran = { name: "the suite", command: "npm test", exitCode: 1, durationMs: 1, commit, failures: [] };
    for (const n of [1, 2])
      await spine.db.insert(phaseRuns).values({
        ...ran,
        id: `${id}.1.${n}`,
        assignmentId: id,
        taskId,
        phase: "green",
        passed: 1,
        failed: 1,
        at: at + n,
        tailKey: "x",
      });
    const lines = Array.from(
      { length: 14 },
      (_, n) => `- test ${n} (test/a.test.js:${n}): expected 1, got 2`,
    );
    await runTask(run, async () => {
      const error = new SignalboxError("fix_failed", `green: the new tests don't pass:\n${lines.join("\n")}`);
      await tellFailure(run, task, agreed, error);
      throw error;
    });
    const [comment = ""] = await commentsOn(number);
    const [errand] = await spine.db
      .select({ body: signals.body })
      .from(signals)
      .where(eq(signals.id, `task:${taskId}:jira-failed`));
    for (const told of [comment, JSON.stringify(errand?.body), (await threadIn()).replaceAll("&amp;", "&")]) {
      expect(told).toContain("test 7 (test/a.test.js:7): expected 1, got 2");
      expect(told).toContain("and 6 more lines");
      expect(told).not.toContain("test 8 ");
      expect(told).toContain(`/tasks/${taskId}?tab=evidence&run=${id}.1.2`);
    }
  });
});

describe("a bug that no plan comes of", () => {
  const cause = "plan: the dependencies can't be installed: npm error Missing: left-pad@1.3.0 from lock file";
  const fails = async (run: DurableRun, task: BugTask, error = new SignalboxError("fix_failed", cause)) =>
    runTask(run, async () => {
      await tellNoPlan(run, task, error);
      throw error;
    });
  const toldJira = async (taskId: string) =>
    spine.db
      .select({ body: signals.body })
      .from(signals)
      .where(eq(signals.id, `task:${taskId}:jira-failed`));

  it("is told where it was reported, once, by its cause, and in the thread", async () => {
    const { taskId, task, run } = await anAgreedFix(jiraOrigin);
    await spine.db.update(fixes).set({ pullRequest: null, url: null }).where(eq(fixes.taskId, taskId));
    await fails(run, task);
    const told = await toldJira(taskId);
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told)).toContain(`Signalbox could not plan a fix: ${cause}`);
    expect(await threadIn()).toContain(`I could not finish this: ${cause}`);
  });

  it("is told on the pull request too, where a plan was shown before", async () => {
    const { taskId, number, task, run } = await anAgreedFix(jiraOrigin);
    const url = `https://github.example/${number}`;
    await spine.db.update(fixes).set({ url }).where(eq(fixes.taskId, taskId));
    await fails(run, task);
    expect(await commentsOn(number)).toEqual([
      expect.stringMatching(/^I could not go on with this plan:\n\n```text\nplan: the dependencies/),
    ]);
    expect(JSON.stringify(await toldJira(taskId))).toContain(
      `could not go on with the plan of ${url}: plan: the`,
    );
  });

  it("because somebody cancelled it is told nobody but the thread", async () => {
    const { taskId, number, task, run } = await anAgreedFix(jiraOrigin);
    await tellNoPlan(run, task, new SignalboxError("cancelled", "no"));
    expect([await commentsOn(number), await toldJira(taskId)]).toEqual([[], []]);
  });
});
