import { cut } from "../platform/cut.ts";
import { codeBlock, codeSpan } from "../platform/escape-markdown.ts";
import { redact } from "../platform/redact.ts";
import { footer, sandboxNote, scarce, sections } from "./body-parts.ts";
import { evidenceTable, type PhaseRun } from "./evidence-text.ts";

/** What became of the one attempt to repair what CI has found. */
export type RepairOutcome =
  | { kind: "repaired"; commit: string; runs: readonly PhaseRun[] }
  | { kind: "failed"; reason: string };

/** A comment about failed checks and the one attempt to repair them. */
export function checksBody({
  taskId,
  workflow,
  commit,
  outcome,
  dashboard,
  sandbox,
}: {
  taskId: string;
  /** Name of the workflow that failed. */
  workflow: string;
  /** What it was run on. */
  commit: string;
  outcome: RepairOutcome;
  /** Page of the task on the dashboard, without a query; null where there is no dashboard. */
  dashboard: string | null;
  /** Whether the sandbox's stand-in played the model. */
  sandbox?: boolean;
}): string {
  const room = scarce;
  const what = `${codeSpan(cut(workflow, room.line))} failed on ${codeSpan(commit)}.`;
  return sections([
    sandboxNote(sandbox),
    ...(outcome.kind === "repaired"
      ? [
          `${what} The repair is ${codeSpan(outcome.commit)}, made from the logs; the suite passes with it here.`,
          evidenceTable(outcome.runs, dashboard, room),
        ]
      : [
          `${what} One attempt to repair it has failed, and there is no second: a person is needed.`,
          codeBlock(cut(redact(outcome.reason), room.block)),
        ]),
    footer(taskId, dashboard),
  ]);
}
