import { executorAssignments } from "../../../shared/db/schema.ts";
import { sha256 } from "../../../shared/platform/digest.ts";
import { aTask, spine, unique } from "./spine.ts";

/** An assignment of a bug's fix, without an executor, and the token with which it calls. */
export async function anAssignment(
  over: Partial<typeof executorAssignments.$inferInsert> = {},
): Promise<{ id: string; taskId: string; token: string }> {
  const taskId = over.taskId ?? (await aTask({ id: unique("bug-fix") }));
  const id = `${taskId}.plan-1.1`;
  const token = unique("assignment-token");
  const now = Date.now();
  await spine.db.insert(executorAssignments).values({
    id,
    taskId,
    mode: "plan",
    state: "running",
    specKey: `jobs/${id}/spec.json`,
    tokenSha256: await sha256(token),
    starts: 1,
    createdAt: now,
    updatedAt: now,
    ...over,
  });
  return { id, taskId, token };
}
