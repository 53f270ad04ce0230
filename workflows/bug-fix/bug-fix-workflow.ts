import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from "cloudflare:workers";
import { reportCause } from "./report-cause.ts";
import { type BegunFix, beginFix } from "./begin-fix.ts";
import type { BugTask } from "./bug-task.ts";
import { failChange } from "../change/fail-change.ts";
import { outcomeOf, tellFailure, tellNoPlan } from "./end-fix.ts";
import { execute } from "./execute.ts";
import { findRepository } from "./find-repository.ts";
import { seeThrough } from "./see-through.ts";
import { type Agreed, agreeOnPlan } from "./agree-on-plan.ts";
import { showReady } from "./show-ready.ts";
import type { TaskParams } from "../../shared/spine/begun.ts";
import { DurableRun } from "../durable-run.ts";
import { type Ending, runTask } from "../run-task.ts";

/**
 * A bug, from its report to the merged fix: find the repository, read the code and plan, have people agree on exactly
 * that plan, carry it out under the referee, show it ready, and see it through.
 */
export class BugFixWorkflow extends WorkflowEntrypoint<Env, TaskParams> {
  override async run(event: Readonly<WorkflowEvent<TaskParams>>, step: WorkflowStep): Promise<void> {
    const run = await DurableRun.open(this.env, step, event.payload);
    await runTask(run, async () => {
      try {
        return await fix(run);
      } catch (error) {
        await failChange(run);
        throw error;
      }
    });
  }
}

async function fix(run: DurableRun): Promise<Ending> {
  const come = await untilAgreed(run, await beginFix(run));
  if (come.kind === "ended") return come.ending;
  const { task, agreed } = come;
  try {
    const ready = await execute(run, agreed);
    await showReady(run, task, agreed, ready, "ready");
    return await seeThrough(run, task, agreed, ready);
  } catch (error) {
    await tellFailure(run, task, agreed, error);
    throw error;
  }
}

type Come = { kind: "ended"; ending: Ending } | { kind: "agreed"; task: BugTask; agreed: Agreed };

/** From the report to a plan that people have agreed to, where one is wanted. What fails on the way is told where the bug was reported. */
async function untilAgreed(run: DurableRun, begun: BegunFix): Promise<Come> {
  try {
    const task = await findRepository(run, begun);
    if (task.depth === "root_cause") return { kind: "ended", ending: await reportCause(run, task) };
    const agreed = await agreeOnPlan(run, task);
    if (agreed.kind === "agreed") return { kind: "agreed", task, agreed };
    return { kind: "ended", ending: await outcomeOf(run, task, agreed) };
  } catch (error) {
    await tellNoPlan(run, begun, error);
    throw error;
  }
}
