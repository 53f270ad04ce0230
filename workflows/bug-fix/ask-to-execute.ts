import { type CodeExecute, codeExecute } from "../../shared/actions/code-execute.ts";
import { weakest } from "../../shared/domain/provenance.ts";
import { planText } from "../../shared/domain/plan-text.ts";
import type { ProposedView } from "../../shared/integrations/slack/approval-message.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { drawsOn } from "../draws-on.ts";
import { carryOut } from "../carry-out/carry-out.ts";
import type { DurableRun } from "../durable-run.ts";
import type { NotApplied } from "./allow-protected.ts";
import type { BugTask } from "./bug-task.ts";
import { phaseMs, type Version, wordsForModel } from "./plan.ts";
import type { Shown } from "./show-plan.ts";
import { lookUp } from "../../shared/platform/look-up.ts";

type Asked = { kind: "applied"; by: string | null; payload: CodeExecute } | NotApplied;

/** Asks whether exactly this plan is to be carried out, on exactly this code. */
export async function askToExecute(
  run: DurableRun,
  task: BugTask,
  { revision, baseCommit, planned, howTested, remembered }: Version,
  { pullRequest, url, branch, planCommit }: Shown,
  protectedFiles: string[],
): Promise<Asked> {
  const { repository, base } = task;
  const provenance = weakest([task.provenance, remembered?.provenance ?? []].flat());
  // Read once: what people say yes to is what is carried out, also by an attempt after the rules have changed.
  const terms = await run.once(`terms ${revision}`, async () => ({
    testCommand: lookUp(run.spine.settings.RULES.repositories, repository)?.testCommand ?? null,
    deadlineMs: phaseMs(run),
  }));
  const payload: CodeExecute = {
    repository,
    base,
    baseCommit,
    branch,
    planCommit,
    pullRequest,
    revision,
    planned,
    ...(howTested === undefined ? {} : { howTested }),
    protectedFiles,
    report: wordsForModel(task),
    ...terms,
  };
  const view: ProposedView = {
    title: `Fix plan: ${planned.plan.summary}`,
    facts: [
      mrkdwn`*${repository}*`,
      mrkdwn`risk ${planned.plan.riskLevel}`,
      mrkdwn`about ${planned.plan.estimatedMinutes} min`,
      mrkdwn`plan ${revision}`,
      mrkdwn`from ${baseCommit.slice(0, 12)}`,
      mrkdwn`task ${run.taskId}`,
      ...drawsOn(run.spine, remembered?.drawnOn ?? []),
    ],
    body: planText(planned, howTested),
    link: { label: "View PR", url },
  };
  const carried = await carryOut(run, {
    key: `run-${revision}`,
    result: codeExecute.result,
    revisable: true,
    // A plan that nobody asked for waits in the inbox and on its pull request, without calling anybody.
    quiet: task.depth === "plan",
    proposal: async () => ({ kind: codeExecute.kind, payload, provenance, revision }),
    view: async () => view,
  });
  return carried.kind === "applied" ? { kind: "applied", by: carried.by, payload } : carried;
}
