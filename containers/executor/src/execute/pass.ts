import type { PhaseRecord } from "../../../../shared/executor/protocol.ts";
import { startOf, type Execution } from "./execution.ts";
import type { Worked } from "./work.ts";

/** Lets a phase through: its commit is on the branch before anybody hears of it. */
export async function pass(
  execution: Execution,
  worked: Extract<Worked, { kind: "passed" }>,
  record: PhaseRecord,
): Promise<void> {
  const isThere = execution.onBranch.has(record.commit) || record.commit === startOf(execution);
  if (!isThere) await execution.workspace.push(record.commit, execution.assignment.branch);
  execution.records.push(record);
  execution.suite = worked.verdict.suite;
  const note = worked.verdict.note;
  const summary = note === undefined ? worked.summary : `${worked.summary} (${note})`;
  execution.emit({ type: "phase.passed", record, summary });
}
