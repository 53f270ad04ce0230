import { codeProtected } from "../../shared/actions/code-protected.ts";
import { protectedReason } from "../../shared/domain/protected-files.ts";
import type { EffectResult } from "../../shared/domain/sending.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { canonicalJson, sha256 } from "../../shared/platform/digest.ts";
import { carryOut } from "../carry-out/carry-out.ts";
import type { Carried } from "../carry-out/undertaking.ts";
import type { DurableRun } from "../durable-run.ts";
import type { BugTask } from "./bug-task.ts";
import type { Version } from "./plan.ts";

/** How an action ended that people didn't let through. */
export type NotApplied = Exclude<Carried<EffectResult>, { kind: "applied" }>;

/** Files that nobody touches by the way need a yes of their own before the plan is asked about. */
export async function allowProtected(
  run: DurableRun,
  task: BugTask,
  { revision, planned }: Version,
  branch: string,
): Promise<{ kind: "allowed"; files: string[] } | NotApplied> {
  const files = [...new Set(planned.plan.steps.flatMap(({ file }) => file ?? []))]
    .filter((file) => protectedReason(file) !== null)
    .toSorted();
  if (files.length === 0) return { kind: "allowed", files };
  const carried = await carryOut(run, {
    key: `protect-${revision}`,
    result: codeProtected.result,
    revisable: true,
    proposal: async () => ({
      kind: "code_protected",
      payload: {
        repository: task.repository,
        branch,
        files,
        why: files.map((file) => protectedReason(file) ?? "protected"),
        planDigest: await sha256(canonicalJson(planned)),
        summary: planned.plan.summary,
      },
      provenance: task.provenance,
      revision,
    }),
    view: async () => ({
      title: "May this fix touch protected files?",
      facts: [mrkdwn`${task.repository}`, mrkdwn`for: ${planned.plan.summary}`],
      body: files.map((file) => `- \`${file}\`: ${protectedReason(file) ?? "protected"}`).join("\n"),
    }),
  });
  return carried.kind === "applied" ? { kind: "allowed", files } : carried;
}
