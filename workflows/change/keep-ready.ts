import { changeFix } from "../../shared/db/fixes.ts";
import { resultOf } from "../../shared/executor/end-assignment.ts";
import type { AssignmentResult } from "../../shared/executor/protocol.ts";
import type { DurableRun } from "../durable-run.ts";

/** What the referee has let through, without its large parts. */
export type Ready = Omit<Extract<AssignmentResult, { kind: "ready" }>, "diff" | "kind">;

/** Keeps the change for people to look at, and what the next steps need of it. */
export async function keepReady(run: DurableRun, assignmentId: string, step: string): Promise<Ready> {
  return run.once(`keep ${step}`, async () => {
    const result = await resultOf(run.spine, assignmentId);
    if (result.kind !== "ready") throw new Error(`${assignmentId} is not ready`);
    const { diff, kind: _kind, ...ready } = result;
    const diffKey = `fixes/${run.taskId}/${ready.commit}.diff`;
    await run.spine.env.ARTEFACTS.put(diffKey, diff, { httpMetadata: { contentType: "text/x-diff" } });
    await run.recordNow([], [changeFix(run.spine, run.taskId, { diffKey })]);
    return ready;
  });
}
