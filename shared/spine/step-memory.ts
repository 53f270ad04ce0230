import type { Entry } from "../db/ledger.ts";
import type { Stop } from "../domain/stop.ts";
import type { Cancel } from "../domain/task.ts";

/** What a workflow's step knows besides the records, so that it asks the database as seldom as it can. */
export interface StepMemory {
  taskId: string;
  /** What is written with the next batch, at the latest when the step is over: until then, a crash makes it a lost answer. */
  later: Entry[];
  /** Whether the task was to end, and what was stopped, when the database was last asked; null: nobody has yet. */
  glance: Glance | null;
}

export interface Glance {
  at: number;
  cancel: Cancel | null;
  stops: Stop[];
}
