import type { Provenance } from "../domain/provenance.ts";

/** A task as it was in the moment in which it was recorded, for its workflow's first step. */
export interface Begun {
  /** Of the record, epoch milliseconds. Nobody had wanted it to end then, and nothing was stopped. */
  at: number;
  /** The signal that it began with. */
  signal: { kind: string; body: object; provenance: Provenance };
  task: { kind: string; project: string; conversation: string; requestedBy: string };
}

/** What a workflow is started with. */
export interface TaskParams {
  taskId: string;
  /** Absent: it reads the records. */
  begun?: Begun;
}
