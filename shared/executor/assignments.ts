import { and, eq, lt, sql } from "drizzle-orm";
import { z } from "zod";
import { executorAssignments } from "../db/schema.ts";
import type { AssignmentMode } from "../domain/phase.ts";
import { sha256 } from "../platform/digest.ts";
import type { Spine } from "../spine/context.ts";
import type { Ground } from "../spine/ground.ts";
import { fact, record } from "../spine/record.ts";
import type { AssignmentRow } from "./assignment-row.ts";
import type { StoredSpec } from "./stored-spec.ts";

/** What the queue carries: the id; the assignment itself is recorded. */
export const assignmentMessage = z.strictObject({ assignmentId: z.string().min(1) });

/** Records an assignment and puts it on its queue. Doing it twice is the same as once. */
export async function queueAssignment(spine: Ground, spec: StoredSpec): Promise<void> {
  const { assignmentId: id, taskId, mode } = spec;
  const specKey = `jobs/${id}/spec.json`;
  const model = "model" in spec ? spec.model : null;
  const now = spine.now();
  await spine.env.ARTEFACTS.put(specKey, JSON.stringify(spec));
  await record(
    spine,
    [
      fact(spine, taskId, `${id}/queued`, "assignment.queued", `${wordsOf(mode)} waits for a free place`, {
        assignmentId: id,
        mode,
      }),
    ],
    [
      spine.db
        .insert(executorAssignments)
        .values({ id, taskId, mode, state: "queued", specKey, model, createdAt: now, updatedAt: now })
        .onConflictDoNothing(),
    ],
  );
  await enqueueAssignment(spine, id);
}

/** Puts a recorded assignment on its queue. Doing it more often is harmless: it starts once. */
export async function enqueueAssignment({ env }: Ground, assignmentId: string): Promise<void> {
  await env.EXECUTION_TASKS.send({ assignmentId } satisfies z.infer<typeof assignmentMessage>);
}

/** What an assignment is, in plain words. */
export function wordsOf(mode: AssignmentMode): string {
  return words[mode];
}

const words: Readonly<Record<AssignmentMode, string>> = {
  plan: "reading the code",
  execute: "carrying out the plan",
  scaffold: "laying the foundation",
};

export async function assignmentById(
  spine: Ground,
  assignmentId: string,
): Promise<AssignmentRow | undefined> {
  return spine.db.select().from(executorAssignments).where(eq(executorAssignments.id, assignmentId)).get();
}

/** The running assignment that a token belongs to: what may call Claude for its task. */
export async function assignmentByToken(spine: Spine, token: string): Promise<AssignmentRow | null> {
  const row = await spine.db
    .select()
    .from(executorAssignments)
    .where(eq(executorAssignments.tokenSha256, await sha256(token)))
    .get();
  return row ?? null;
}

/** Long enough for any wait on the queue between two asks for a place. */
const silentMs = 60_000;

/** Puts assignments on their queue again that were recorded and got no further: local queues forget what they carry. */
export async function sweepAssignments(spine: Spine): Promise<number> {
  const silent = await spine.db
    .update(executorAssignments)
    .set({ updatedAt: spine.now() })
    .where(
      and(
        eq(executorAssignments.state, "queued"),
        lt(executorAssignments.updatedAt, sql`${spine.now() - silentMs}`),
      ),
    )
    .returning({ id: executorAssignments.id });
  for (const { id } of silent) await enqueueAssignment(spine, id);
  return silent.length;
}
