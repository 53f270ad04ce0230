import type { Stack } from "../stack/stack.ts";
import { waitFor } from "../stack/wait.ts";
import { Outside, type TaskView, type TimelineEntry } from "./outside.ts";
import { patienceMs } from "./patience.ts";

export interface FixResult {
  taskId: string;
  url: string;
  steps: { at: number; step: string; detail: string }[];
  view: TaskView;
}

const reviewer = "lena-f";

interface Fix {
  repository: string;
  pullRequest: number;
  url: string;
  branch: string;
  runs: {
    phase: string;
    name: string;
    command: string;
    exitCode: number | null;
    passed: number | null;
    failed: number | null;
    failures: { test: string; message: string }[];
  }[];
}

/** Tells the bug-fixing job from a Sentry alert to the merged pull request. Every step is seen from outside, or it throws. */
export async function tellFixStory(
  stack: Stack,
  say: (step: string, detail: string) => void,
): Promise<FixResult> {
  const outside = new Outside(stack);
  const steps: FixResult["steps"] = [];
  const started = performance.now();
  const tell = (step: string, detail: string): void => {
    steps.push({ at: Math.round(performance.now() - started), step, detail });
    say(step, detail);
  };

  const alert = async (resource: string): Promise<void> =>
    outside.sandbox("sentry", "alert", { issue: "CHECKOUT-1", resource });
  await alert("event_alert");
  tell("Sentry alert", "CHECKOUT-1, a TypeError that 37 users met, signed webhook");
  const task = await waitFor("a task for the alert", patienceMs, async () => outside.taskOfKind("bug_fix"));
  const { id } = task;
  const seen = async (
    type: string,
    ready: (entry: TimelineEntry) => boolean = () => true,
  ): Promise<TimelineEntry> => {
    const { entry, failure } = await waitFor(`${type} in the ledger of ${id}`, patienceMs, async () => {
      const view = await outside.task(id);
      const found = view.timeline.find((one) => one.type === type && ready(one));
      return found || view.task.failure ? { entry: found, failure: view.task.failure } : null;
    });
    if (!entry) throw new Error(`waited for ${type}, but the task failed: ${failure?.message}`);
    return entry;
  };
  tell("judged", (await seen("bug.judged")).summary);
  await alert("issue");
  await alert("error");
  tell("repeated", (await seen("bug.linked")).summary.slice(0, 100));
  tell("repository", (await seen("repository.found")).summary);
  tell("plan", `${(await seen("plan.written")).summary}, read-only in a fresh clone`);
  await seen("approval.requested");
  const planned = await outside.api<Fix>(`/api/fixes/${id}`);
  tell("draft PR", `${planned.url}, with PLAN.md on ${planned.branch}`);

  await outside.sandbox("github", "comment", {
    repository: planned.repository,
    number: planned.pullRequest,
    login: "jonas-b",
    body: "@agent approve",
  });
  await waitFor("the refused comment", patienceMs, async () =>
    (await outside.signals()).some(({ reason }) => reason !== null && reason.includes("jonas-b")),
  );
  tell("comment refused", "Jonas may not approve: recorded, and nothing happens");
  await outside.sandbox("github", "comment", {
    repository: planned.repository,
    number: planned.pullRequest,
    login: reviewer,
    body: "@agent approve",
  });
  const decided = await seen("approval.decided");
  tell(
    "approved",
    `by ${String(decided.data["by"])} on GitHub, bound to sha256 ${String(decided.data["digest"]).slice(0, 12)}`,
  );

  for (const phase of ["red", "green", "refactor", "review"]) {
    await seen("phase.passed", ({ data }) => data["phase"] === phase);
    const { runs } = await outside.api<Fix>(`/api/fixes/${id}`);
    for (const run of runs.filter((one) => one.phase === phase))
      tell(
        phase.toUpperCase(),
        `${run.name}: ${run.command.slice(0, 60)} → exit ${run.exitCode}, ${run.passed} passed, ${run.failed} failed${run.failures[0] === undefined ? "" : `: ${run.failures[0].message.split("\n")[0]?.slice(0, 90)}`}`,
      );
    if (phase === "review") tell("REVIEW", "the change lies inside the plan; PLAN.md is off the branch");
  }
  await seen("pull_request.ready");
  tell("PR ready", `${planned.url}, with the evidence table`);
  const checks = await seen("checks.finished", ({ data }) => data["conclusion"] === "success");
  tell("CI", `${checks.summary} (the sandbox's runner really ran it)`);
  await outside.sandbox("github", "merge", {
    repository: planned.repository,
    number: planned.pullRequest,
    login: reviewer,
  });
  await seen("task.done");
  tell("merged", "by Lena; the task is done");
  const issue = await waitFor("Sentry's issue to be resolved", patienceMs, async () => {
    const { issues } = await outside.sandboxPage<{
      issues: { shortId: string; status: string; statusDetails?: object }[];
    }>("sentry", "issues");
    return issues.find((one) => one.shortId === "CHECKOUT-1" && one.status === "resolved");
  });
  tell("Sentry", `${issue.shortId} is ${issue.status} in the next release`);
  return { taskId: id, url: planned.url, steps, view: await outside.task(id) };
}
