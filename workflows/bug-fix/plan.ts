import type { HowTested } from "../../shared/domain/how-tested.ts";
import { type Planned } from "../../shared/domain/plan.ts";
import { reportText } from "../../shared/jobs/bug-fix/report-text.ts";
import { changeFix } from "../../shared/db/fixes.ts";
import { tasks } from "../../shared/db/schema.ts";
import { resultOf } from "../../shared/executor/end-assignment.ts";
import type { StoredSpec } from "../../shared/executor/stored-spec.ts";
import { githubClient } from "../../shared/integrations/github/client.ts";
import { eq } from "drizzle-orm";
import type { DurableRun } from "../durable-run.ts";
import type { BugTask } from "./bug-task.ts";
import type { MemoryMaterial } from "../../shared/memory/memory-material.ts";
import { rememberFor } from "../draws-on.ts";
import { notesOf } from "./notes.ts";
import { runAssignments } from "../change/run-assignments.ts";
import { lookUp } from "../../shared/platform/look-up.ts";

/** A plan that the container has made, checked against the code. */
export interface Version {
  revision: number;
  baseCommit: string;
  planned: Planned;
  /** What trying the project's tests has shown; absent where nobody has tried. */
  howTested?: HowTested;
  /** What it draws on, and the weakest of that; absent: nothing. */
  remembered?: Pick<MemoryMaterial, "drawnOn" | "provenance">;
}

/** What the plan before lacked. */
export interface Wish {
  version: Version;
  feedback: string;
}

/** Has the container read the code and plan the fix. */
export async function plan(
  run: DurableRun,
  task: BugTask,
  revision: number,
  wish: Wish | null,
): Promise<Version> {
  const remembered = await rememberFor(run, `plan ${revision}`, () => ({ words: wordsForModel(task) }));
  const assignmentId = await runAssignments(run, {
    run: `plan-${revision}`,
    queued: false,
    retries: 1,
    spec: async (id, failure) => planSpec(run, task, id, { wish, failure, remembered }),
  });
  return run.once(`plan ${revision}`, async () => {
    const result = await resultOf(run.spine, assignmentId);
    if (result.kind !== "planned") throw new Error(`${assignmentId} has made no plan`);
    const { planned, baseCommit, howTested } = result;
    const tested = howTested === undefined ? {} : { howTested };
    const drawn =
      remembered === null
        ? {}
        : { remembered: { drawnOn: remembered.drawnOn, provenance: remembered.provenance } };
    const planKey = `plans/${run.taskId}/${revision}.json`;
    await run.spine.env.ARTEFACTS.put(planKey, JSON.stringify({ ...planned, ...tested }));
    const { summary, riskLevel } = planned.plan;
    await run.recordNow(
      [
        run.fact(`plan/${revision}`, "plan.written", `plan ${revision}: "${summary}", risk ${riskLevel}`, {
          revision,
          baseCommit,
          confidence: planned.discovery.confidence,
          files: planned.plan.steps.flatMap(({ file }) => file ?? []),
        }),
      ],
      [
        changeFix(run.spine, run.taskId, { planKey, revision, baseCommit }),
        run.spine.db.update(tasks).set({ title: summary }).where(eq(tasks.id, run.taskId)),
      ],
    );
    return { revision, baseCommit, planned, ...tested, ...drawn };
  });
}

async function planSpec(
  run: DurableRun,
  task: BugTask,
  assignmentId: string,
  {
    wish,
    failure,
    remembered,
  }: { wish: Wish | null; failure: string | null; remembered: MemoryMaterial | null },
): Promise<StoredSpec> {
  const { repository, base, hints } = task;
  const notes = wish === null ? [] : await notesOf(run);
  const feedback = [wish?.feedback, ...notes].filter((one) => typeof one === "string").join("\n");
  return {
    mode: "plan",
    assignmentId,
    taskId: run.taskId,
    repository: repositorySpec(run, repository, base),
    report: wordsForModel(task),
    hints,
    previous: wish === null ? null : { planned: wish.version.planned, feedback },
    failure,
    ...(remembered === null ? {} : { remembered: remembered.lines }),
    deadlineMs: phaseMs(run),
  };
}

/** The bug and what people added when they were asked. */
export function wordsForModel({ report, said }: BugTask): string {
  return [reportText(report), ...said.map((words) => `Somebody who was asked said: ${words}`)]
    .join("\n\n")
    .slice(0, 40_000);
}

export function repositorySpec(run: DurableRun, name: string, base: string): StoredSpec["repository"] {
  const testCommand = lookUp(run.spine.settings.RULES.repositories, name)?.testCommand ?? null;
  return { name, cloneUrl: githubClient(run.spine).cloneUrl(name), base, testCommand };
}

export function phaseMs(run: DurableRun): number {
  return Math.round(run.spine.settings.RULES.bugFix.phaseMinutes * 60_000);
}
