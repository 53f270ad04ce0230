import type { DurableRun } from "../durable-run.ts";
import type { Ending, TaskStart } from "../run-task.ts";
import { act } from "./act.ts";
import { digest } from "./digest.ts";

/** What is done about each kind of signal that the job takes. */
export const errands: ReadonlyMap<string, (run: DurableRun, start: TaskStart) => Promise<Ending>> = new Map([
  ["api.action", act],
  ["task.action", act],
  ["cron.digest", digest],
]);
