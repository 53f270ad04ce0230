import { type ErrorCode, SignalboxError } from "../../shared/platform/errors.ts";
import { assignmentById, enqueueAssignment, queueAssignment } from "../../shared/executor/assignments.ts";
import type { StoredSpec } from "../../shared/executor/stored-spec.ts";
import { stopOfAssignment } from "../../shared/executor/stop-of-assignment.ts";
import { watchAssignment } from "../../shared/executor/watch-assignment.ts";
import type { AssignmentOutcome } from "../../shared/domain/fix.ts";
import { reserve, settle } from "../../shared/spine/reserve.ts";
import { heldUp, openStops } from "../../shared/spine/stops.ts";
import type { DurableRun } from "../durable-run.ts";
import { standStill } from "../stand-still.ts";

/** An executor that can't be reached for so many looks on end is given up. */
const mostUnreachable = 60;
const unreachableMs = 5000;
const queuedMs = 60_000;

/** Follows an assignment that is on its queue to its end. @throws SignalboxError `cancelled` when the task was. */
export async function followAssignment(run: DurableRun, assignmentId: string): Promise<AssignmentOutcome> {
  let unreachable = 0;
  for (let round = 1; ; round++) {
    const seen = await run.once(`watch ${assignmentId} ${round}`, async () =>
      watchAssignment(run.spine, assignmentId),
    );
    switch (seen.kind) {
      case "ended":
        return run.once(`outcome of ${assignmentId}`, async () => {
          const assignment = await assignmentById(run.spine, assignmentId);
          if (!assignment?.result) throw new Error(`the assignment ${assignmentId} ended without an outcome`);
          return assignment.result;
        });
      case "cancelled":
        run.endIf(seen.cancel);
        throw new Error(`${assignmentId} was cancelled by nobody`);
      case "running":
        unreachable = 0;
        break;
      case "stopped":
        await standStill(run, `stopped ${assignmentId} ${round}`, seen);
        await run.once(`queue ${assignmentId} again ${round}`, async () =>
          enqueueAssignment(run.spine, assignmentId),
        );
        break;
      case "queued":
        // Its start wakes us.
        await run.nap(`place for ${assignmentId} ${round}`, queuedMs);
        break;
      case "unreachable":
        if (++unreachable > mostUnreachable)
          throw new SignalboxError("unavailable", `the executor can't be reached: ${seen.reason}`);
        await run.nap(`executor of ${assignmentId} ${round}`, unreachableMs);
        break;
    }
  }
}

/** An assignment's money is spent call by call; to begin, or to go on, there must be enough for one. Micro-dollars. */
const oneCall = 400_000;
/** So often a run may stop for money and go on. */
const mostPauses = 20;

interface Attempts {
  /** The run's name within the task: all of its attempts share what the referee has let through. */
  run: string;
  /** What the nth attempt is to do; null: it is on its queue already. */
  spec: (assignmentId: string, failure: string | null) => Promise<StoredSpec>;
  /** The first attempt was queued by the action that people have approved. */
  queued: boolean;
  /** How often a failure is tried again. */
  retries: number;
}

/**
 * Has work done by the executor: one attempt, and another with the failure as context. One that ran out of money, or was
 * stopped, waits and goes on where it was. Returns the id of the attempt that succeeded.
 * @throws SignalboxError `fix_failed` with the last failure, everything is kept.
 */
export async function runAssignments(
  run: DurableRun,
  { run: name, spec, queued, retries }: Attempts,
): Promise<string> {
  let failure: string | null = null;
  let failures = 0;
  let pauses = 0;
  for (let n = 1; ; n++) {
    const assignmentId = `${run.taskId}.${name}.${n}`;
    if (n > 1 || !queued)
      await run.once(`queue ${assignmentId}`, async () =>
        queueAssignment(run.spine, await spec(assignmentId, failure)),
      );
    const outcome = await followAssignment(run, assignmentId);
    switch (outcome.kind) {
      case "planned":
      case "ready":
        return assignmentId;
      case "out_of_budget":
        if (++pauses > mostPauses) throw failed(outcome, `it ran out of money ${mostPauses} times`);
        await run.attempt(`money for ${assignmentId}`, async () => {
          const id = `${assignmentId}/look`;
          const { project, taskId } = run;
          const reserved = await reserve(run.spine, { id, taskId, project, amount: oneCall });
          if (reserved.kind !== "reserved") return reserved;
          await settle(run.spine, [{ id, cost: 0 }]);
          return { kind: "done", value: null };
        });
        break;
      case "stopped":
        // The next look sees it too; nothing is put on the queue meanwhile.
        await run.attempt(`stopped ${assignmentId}`, async () => {
          const { spine, project, taskId } = run;
          const mode = (await assignmentById(spine, assignmentId))?.mode ?? "plan";
          const stop = stopOfAssignment(spine, { taskId, mode }, project, await openStops(spine.db));
          return stop === null ? { kind: "done", value: null } : heldUp(stop);
        });
        break;
      case "cancelled":
        throw failed(outcome, "the executor was told to end it");
      case "failed":
        failure = `${outcome.phase}: ${outcome.reason}`;
        if (++failures > retries || isForGood(outcome)) throw failed(outcome, failure);
        break;
    }
  }
}

/** Another attempt would meet the same. */
function isForGood({ code }: AssignmentOutcome): boolean {
  return code === "stale" || code === "not_startable";
}

function failed(outcome: AssignmentOutcome, reason: string): SignalboxError {
  const code: ErrorCode = outcome.kind === "cancelled" ? "cancelled" : "fix_failed";
  return new SignalboxError(code, reason);
}
