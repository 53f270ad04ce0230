import { z } from "zod";
import type { Stack } from "../../../scripts/stack/stack.ts";
import type { Diary } from "../diary.ts";
import type { Door } from "../door.ts";
import { isSettled } from "../evidence.ts";
import { dossierSchema, taskPage, waitingList } from "../views.ts";
import { type FixMoment, nameOf } from "./moments.ts";
import { pullList } from "./seen.ts";
import { prepare } from "./reach.ts";

const lookEveryMs = 500;
/** A comment whose webhook found nobody at home is written again. */
const againAfterMs = 8000;
const endsWithinMs = 240_000;
const lena = "lena-f";
const done = z.unknown();

/**
 * A bug from Sentry's alert to the merged fix, with the Worker killed at each of the moments. People say yes on the pull request
 * and merge it. Returns the fix's task.
 */
export async function playFix(
  stack: Stack,
  door: Door,
  diary: Diary,
  moments: readonly FixMoment[],
  progress: (what: string) => void,
): Promise<string> {
  // What was ordered for others must not happen to it.
  for (const twin of ["slack", "github", "sentry", "anthropic"])
    await door.sandbox(`/${twin}/_sandbox/forget`, done, {});
  const ambushes: Ambush[] = [];
  for (const moment of moments)
    ambushes.push({ moment, reached: await prepare(door, async () => taskOf(door), moment) });
  await door.sandbox("/sentry/_people/alert", done, { issue: "CHECKOUT-1", resource: "event_alert" });
  const people = new AbortController();
  const acting = actAsPeople(door, diary, people.signal);
  const killing = killAt(stack, diary, ambushes, progress);
  try {
    await Promise.race([killing, acting]);
    const taskId = await taskOf(door);
    await Promise.race([untilClosed(door, taskId, diary), acting]);
    return taskId;
  } finally {
    people.abort();
  }
}

interface Ambush {
  moment: FixMoment;
  /** Waits until it has come; false: it didn't. */
  reached: () => Promise<boolean>;
}

async function killAt(
  stack: Stack,
  diary: Diary,
  ambushes: readonly Ambush[],
  progress: (what: string) => void,
): Promise<void> {
  for (const { moment, reached } of ambushes) {
    if (!(await reached())) {
      diary.missed.push(nameOf(moment));
      return;
    }
    await stack.killWorker();
    diary.kills++;
    await stack.startWorker();
    progress(`killed as ${nameOf(moment)}`);
  }
}

/** The newest fix; there is one a run. */
async function taskOf(door: Door): Promise<string> {
  for (;;) {
    const { tasks } = await door.read("/api/tasks?kind=bug_fix", taskPage);
    if (tasks[0] !== undefined) return tasks[0].id;
    await door.pause(lookEveryMs);
  }
}

async function untilClosed(door: Door, taskId: string, diary: Diary): Promise<void> {
  const deadline = Date.now() + endsWithinMs;
  while (Date.now() < deadline) {
    const { task, timeline } = await door.read(`/api/tasks/${taskId}`, dossierSchema);
    diary.accepted.set(task.signalId, null);
    if (isSettled(task) && timeline.some(({ type }) => type === "task.closed")) return;
    await door.pause(lookEveryMs);
  }
}

/** Lena says yes to the plan and merges what is ready. Never ends by itself. */
async function actAsPeople(door: Door, diary: Diary, over: AbortSignal): Promise<void> {
  let saidAt = 0;
  while (!over.aborted) {
    const taskId = await taskOf(door);
    const { approvals } = await door.read("/api/approvals?limit=100", waitingList);
    const waits = approvals.find((one) => one.taskId === taskId && one.kind === "code_execute");
    const { pulls } = await door.sandbox("/github/_people/pulls", pullList);
    const pull = pulls.find(({ head }) => head === `fix/${taskId}`);
    if (waits !== undefined && pull !== undefined && Date.now() - saidAt > againAfterMs) {
      diary.wanted.set(waits.id, "approved");
      await onGithub(door, "comment", { ...where(pull), body: "@agent approve" });
      saidAt = Date.now();
    }
    if (pull?.state === "open") await onGithub(door, "merge", where(pull));
    await door.pause(lookEveryMs);
  }
}

const where = ({ repository, number }: { repository: string; number: number }) => ({
  repository,
  number,
  login: lena,
});

async function onGithub(door: Door, act: string, body: object): Promise<void> {
  await door.sandbox(`/github/_people/${act}`, done, body, { "content-type": "application/json" });
}
