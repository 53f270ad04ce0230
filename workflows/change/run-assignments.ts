import { type ErrorCode, SignalboxError } from "../../shared/platform/errors.ts";
import { assignmentById, enqueueAssignment, queueAssignment } from "../../shared/executor/assignments.ts";
import type { FailureCode } from "../../shared/executor/protocol.ts";
import type { StoredSpec } from "../../shared/executor/stored-spec.ts";
import { stopOfAssignment } from "../../shared/executor/stop-of-assignment.ts";
import { type Watched, watchAssignment } from "../../shared/executor/watch-assignment.ts";
import type { Attempt } from "../../shared/domain/attempt.ts";
import { inTenLines } from "../../shared/domain/cause.ts";
import { readsTarget } from "../../shared/domain/circuit.ts";
import type { AssignmentOutcome } from "../../shared/domain/fix.ts";
import { reserve, settle } from "../../shared/spine/reserve.ts";
import { enterService, leaveService, waitAt } from "../../shared/spine/service.ts";
import { heldUp, openStops } from "../../shared/spine/stops.ts";
import type { DurableRun } from "../durable-run.ts";
import { notWaiting, pauseOf, tellOfWait, type Wait, waitedOn } from "../service-wait.ts";
import { standStill } from "../stand-still.ts";
import { patience } from "../tries.ts";

/** How soon an executor is looked for again that can't be reached. */
const unreachableMs = 5000;
const queuedMs = 60_000;

/** Follows an assignment that is on its queue to its end. @throws SignalboxError `cancelled` when the task was. */
export async function followAssignment(run: DurableRun, assignmentId: string): Promise<AssignmentOutcome> {
  let waiting = notWaiting;
  let queued = 0;
  for (let round = 1; ; round++) {
    const step = `watch ${assignmentId} ${round}`;
    const before = waiting;
    const { seen, reach } = await run.once(step, async () => {
      const come = await watchAssignment(run.spine, assignmentId);
      const outcome = reachOf(come, run.spine.now());
      await tellOfWait(run, step, before, outcome);
      return { seen: come, reach: outcome };
    });
    waiting = waitedOn(before, reach);
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
        break;
      case "stopped":
        await standStill(run, `stopped ${assignmentId} ${round}`, seen);
        await run.once(`queue ${assignmentId} again ${round}`, async () =>
          enqueueAssignment(run.spine, assignmentId),
        );
        break;
      case "queued":
        // Its start wakes us.
        await run.nap(`place for ${assignmentId} ${round}`, Math.max(queuedMs, patience(queued++)));
        break;
      case "unreachable":
        if (reach.kind === "wait")
          await run.nap(`executor of ${assignmentId} ${round}`, pauseOf(before, reach));
        break;
    }
  }
}

/** What a look says of the executor itself: it is waited for as long as it takes. */
function reachOf(seen: Watched, now: number): Attempt<null> {
  if (seen.kind !== "unreachable") return { kind: "done", value: null };
  const down = { service: "executor", since: now, limited: false } as const;
  return { kind: "wait", afterMs: unreachableMs, reason: seen.reason, down };
}

/** An assignment's money is spent call by call; to begin, or to go on, there must be enough for one. Micro-dollars. */
const oneCall = 400_000;
/** A service that is down is not asked by a container for so long at least. */
const outageMs = 15_000;
/** So often a run may stop for money and go on. */
const mostPauses = 20;

/** Failures that another attempt would only repeat. */
const pointless: ReadonlySet<string> = new Set<FailureCode>(["stale", "push_refused", "not_startable"]);

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
  let outages = 0;
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
      case "unavailable":
        await waitForService(run, assignmentId, outcome, outages++);
        break;
      case "cancelled":
        throw failed(outcome, "the executor was told to end it");
      case "failed":
        failure = inTenLines(`${outcome.phase}: ${outcome.reason}`);
        if (++failures > retries || (outcome.code !== null && pointless.has(outcome.code)))
          throw failed(outcome, failure);
        break;
    }
  }
}

/** Waits until a service that an assignment has met without an answer lets somebody in again; what is behind it stays done. */
async function waitForService(
  run: DurableRun,
  assignmentId: string,
  { code, reason }: AssignmentOutcome,
  outages: number,
): Promise<void> {
  const service = code === "github" ? "github" : "anthropic";
  const words = reason ?? "it doesn't answer";
  const waits = (now: number): Wait => {
    const down = { service, since: now, limited: false } as const;
    return { kind: "wait", afterMs: outageMs, reason: words, down };
  };
  const step = `down ${assignmentId}`;
  const before = { ...notWaiting, rounds: outages };
  const come = await run.once(step, async () => {
    const now = waits(run.spine.now());
    await tellOfWait(run, step, before, now);
    return now;
  });
  await run.nap(`${service} for ${assignmentId}`, pauseOf(before, come));
  await run.attempt(`${service} after ${assignmentId}`, async () => {
    const door = await enterService(run.spine, service, { id: assignmentId, target: readsTarget });
    if (door.kind === "wait") return waitAt(door);
    await leaveService(run.spine, service, assignmentId, null);
    await tellOfWait(run, `up ${assignmentId}`, waitedOn(before, come), { kind: "done", value: null });
    return { kind: "done", value: null };
  });
}

function failed(outcome: AssignmentOutcome, reason: string): SignalboxError {
  const code: ErrorCode = outcome.kind === "cancelled" ? "cancelled" : "fix_failed";
  return new SignalboxError(code, reason);
}
