import { eq } from "drizzle-orm";
import type { CodeExecute } from "../../../shared/actions/code-execute.ts";
import { approvals, fixes } from "../../../shared/db/schema.ts";
import { approvalRow, aTask, proposeOne, spine, unique } from "./spine.ts";

const commit = "a".repeat(40);
const repository = "acme/checkout";
let pulls = 900_000;

/** A plan that waits for so many people on a pull request: one of its own, where none is named. */
export async function waitingPlan(people: 1 | 2 = 1, number = ++pulls) {
  const taskId = await aTask({ id: unique("bug-fix"), kind: "bug_fix" });
  const now = spine.now();
  await spine.db.insert(fixes).values({
    taskId,
    fingerprint: taskId,
    state: "open",
    depth: "offer",
    repository,
    pullRequest: number,
    createdAt: now,
    updatedAt: now,
  });
  const payload: CodeExecute = {
    repository,
    base: "main",
    baseCommit: commit,
    branch: `fix/${taskId}`,
    planCommit: commit,
    pullRequest: number,
    revision: 1,
    planned: {
      discovery: {
        repository,
        confidence: 1,
        affectedFiles: ["src/cart.js"],
        rootCause: "it",
        reasoning: "it",
        relatedFiles: [],
      },
      plan: {
        summary: "Look first",
        scope: "cart",
        steps: [
          { type: "test", file: "test/cart.test.js", action: "show it" },
          { type: "implement", file: "src/cart.js", action: "mend it" },
        ],
        testCommand: "npm test",
        estimatedMinutes: 1,
        riskLevel: "low",
        risks: [],
      },
    },
    testCommand: null,
    protectedFiles: [],
    report: "It crashes.",
    deadlineMs: 1000,
  };
  const proposed = await proposeOne({ kind: "code_execute", payload, taskId, provenance: "external" });
  if (proposed.approval === null) throw new Error("it must be asked for");
  const { id } = proposed.approval;
  const { rule } = await approvalRow(id);
  await spine.db
    .update(approvals)
    .set({ rule: { ...rule, people } })
    .where(eq(approvals.id, id));
  return { taskId, number, approvalId: id };
}
