import { eq } from "drizzle-orm";
import { type BugReport, bugReportSchema } from "../../shared/jobs/bug-fix/report.ts";
import { sourceOf } from "../../shared/jobs/bug-fix/sources/registry.ts";
import { changeFix, fixOfTask } from "../../shared/db/fixes.ts";
import { fixes, tasks } from "../../shared/db/schema.ts";
import type { Depth } from "../../shared/domain/fix.ts";
import { endAssignmentsOf } from "../../shared/executor/assignments.ts";
import { mention } from "../../shared/domain/person.ts";
import { type Provenance, weakest } from "../../shared/domain/provenance.ts";
import { escapeMrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import type { CallOutcome } from "../../shared/integrations/call.ts";
import type { Attempt } from "../../shared/domain/attempt.ts";
import { signalsOfTask } from "../../shared/db/signals.ts";
import type { DurableRun } from "../durable-run.ts";
import { type Ending, openThread, startTask } from "../run-task.ts";
import type { Answer } from "../../shared/spine/signal-form.ts";
import { answersIn } from "../question.ts";

/** What the steps of a fix share. */
export interface BugTask {
  report: BugReport;
  requester: string;
  depth: Depth;
  /** What the model writes here comes from repositories and reports, whoever asked for it. */
  provenance: Provenance;
  repository: string;
  /** The branch that the fix is for. */
  base: string;
  /** Files of the stack trace, from the repository's root. */
  hints: string[];
  /** What people said when they were asked. */
  said: string[];
  /** Below this confidence, 0 to 1, people are asked. */
  sure: number;
}

/** Reads the report, opens its thread where people want to hear of it. A plan that nobody asked for is kept quiet. */
export async function beginFix(run: DurableRun): Promise<BugTask> {
  const start = await startTask(run);
  const body = bugReportSchema.parse(start.body);
  const depth = await run.once(
    "depth",
    async () => (await fixOfTask(run.spine.db, run.taskId))?.depth ?? "offer",
  );
  if (body.channel !== null) run.thread = { channel: body.channel, thread: null };
  run.endIf(start.cancel);
  if (run.thread !== null) {
    const who = mention(run.spine.settings.PEOPLE, body.by);
    const words = escapeMrkdwn(body.title);
    const { page } = sourceOf(body);
    const link = page === null ? "" : ` (<${page.url}|${body.source}>)`;
    await openThread(
      run,
      `:beetle: ${who} reported: *${words}*${link}. I look for its cause; what becomes of it is told here.`,
    );
  }
  return {
    report: body,
    requester: start.requestedBy,
    depth,
    provenance: weakest([start.provenance, "external"]),
    repository: "",
    base: "",
    hints: [],
    said: [],
    sure: 0,
  };
}

/** People's answers so far, oldest first. */
export async function heardOf(run: DurableRun): Promise<{ replies: Answer[] }> {
  const said = await signalsOfTask(run.spine.db, run.taskId);
  return { replies: answersIn(run.spine, said) };
}

/** The bug may be reported, and fixed, again. What people closed stays closed. No executor works on it any more. */
export async function failFix(run: DurableRun): Promise<void> {
  await run.once("fix failed", async () => {
    const { db, now } = run.spine;
    const task = await db.select({ cancel: tasks.cancel }).from(tasks).where(eq(tasks.id, run.taskId)).get();
    const fix = await fixOfTask(db, run.taskId);
    await endAssignmentsOf(run.spine, run.taskId);
    if (fix?.state === "open")
      await db
        .update(fixes)
        .set({ state: task?.cancel ? "closed" : "failed", updatedAt: now() })
        .where(eq(fixes.taskId, run.taskId));
  });
}

/** How a task ends whose plan people didn't want. */
export async function outcomeOf(
  run: DurableRun,
  { requester }: BugTask,
  { kind, reason, by }: { kind: string; reason: string; by: string | null },
): Promise<Ending> {
  const people = run.spine.settings.PEOPLE;
  await run.once("fix closed", async () => {
    await run.recordNow([], [changeFix(run.spine, run.taskId, { state: by === null ? "failed" : "closed" })]);
  });
  const who = by === null ? kind : `${kind} by ${mention(people, by)}`;
  return {
    kind: "rejected",
    reason: `${by === null ? kind : `${kind} by ${by}`}: ${reason}`,
    message: { text: `:x: ${mention(people, requester)} the plan was ${who}: ${escapeMrkdwn(reason)}` },
  };
}

/** What a read of an outside service came to, as a step's outcome: reading may always be done again. */
export function attempted<T>(outcome: CallOutcome<T>): Attempt<T> {
  switch (outcome.kind) {
    case "answered":
      return { kind: "done", value: outcome.value };
    case "not_applied":
      return { kind: "retry", code: "unavailable", reason: outcome.error, afterMs: outcome.afterMs };
    case "lost":
      return { kind: "retry", code: "unavailable", reason: outcome.error, afterMs: 2000 };
    case "refused":
      return { kind: "failed", code: "fix_failed", reason: outcome.error };
  }
}
