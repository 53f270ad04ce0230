import type { ErrandSignal } from "../../shared/jobs/errand/job.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Ending, TaskStart } from "../run-task.ts";
import { act } from "./act.ts";
import { digest } from "./digest.ts";

type Errand = (run: DurableRun, start: TaskStart) => Promise<Ending>;

const byKind: Readonly<Record<ErrandSignal, Errand>> = {
  "api.action": act,
  "task.action": act,
  "cron.digest": digest,
};

/** What is done about each kind of signal that the job takes. */
export const errands: ReadonlyMap<string, Errand> = new Map(Object.entries(byKind));
