import { z } from "zod";
import type { Stack } from "../../../scripts/stack/stack.ts";
import type { Diary } from "../diary.ts";
import type { Door } from "../door.ts";
import { isSettled } from "../evidence.ts";
import { dossierSchema, taskPage } from "../views.ts";
import { type Moment, nameOf } from "./moments.ts";
import { prepare } from "./reach.ts";

const lookEveryMs = 500;
/** A story is built for longer than anything else takes. */
const endsWithinMs = 600_000;

/** A moment of the task that `of` finds, which may not be there yet. */
interface Ambush {
  moment: Moment;
  of: () => Promise<string>;
}

/**
 * Makes the moments ready, begins what they belong to, and kills the Worker at each of them, in their order. One that never comes is
 * in the diary, and ends the killing.
 */
export async function killAtEach(
  { stack, door, diary }: { stack: Stack; door: Door; diary: Diary },
  ambushes: readonly Ambush[],
  begin: () => Promise<void>,
  progress: (what: string) => void,
): Promise<void> {
  // What was ordered for others must not happen to it.
  for (const twin of ["slack", "github", "sentry", "anthropic"])
    await door.sandbox(`/${twin}/_sandbox/forget`, z.unknown(), {});
  const prepared: { name: string; reached: () => Promise<boolean> }[] = [];
  for (const { moment, of } of ambushes)
    prepared.push({ name: nameOf(moment), reached: await prepare(door, of, moment) });
  await begin();
  for (const { name, reached } of prepared) {
    if (!(await reached())) {
      diary.missed.push(name);
      return;
    }
    await stack.killWorker();
    diary.kills++;
    await stack.startWorker();
    progress(`killed as ${name}`);
  }
}

/** The first task of a kind; waits until there is one. */
export async function firstTaskOf(door: Door, kind: string): Promise<string> {
  for (;;) {
    const { tasks } = await door.read(`/api/tasks?kind=${kind}`, taskPage);
    const first = tasks.at(-1);
    if (first !== undefined) return first.id;
    await door.pause(lookEveryMs);
  }
}

/** Waits until a task has said its last word, or so long that it is for the checks to judge. */
export async function untilClosed(door: Door, taskId: string, diary: Diary): Promise<void> {
  const deadline = Date.now() + endsWithinMs;
  while (Date.now() < deadline) {
    const { task, timeline } = await door.read(`/api/tasks/${taskId}`, dossierSchema);
    diary.accepted.set(task.signalId, null);
    if (isSettled(task) && timeline.some(({ type }) => type === "task.closed")) return;
    await door.pause(lookEveryMs);
  }
}
