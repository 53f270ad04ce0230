import { atRate, inLanes, type TaskRun } from "./tasks.ts";
import type { System } from "./system.ts";

export const ratePerSecond = 5;
export const lanes = 16;

/** The three ways in which a flow is driven. */
export interface Phases<T> {
  /** One task after the other: what the path itself takes. */
  alone: T;
  /** A quiet rate, however the earlier ones fare. */
  rate: T;
  /** As much as goes. */
  saturated: T;
}

/** Drives whatever flow the system runs in all three ways, one after the other. */
export async function drive(system: System, counts: Phases<number>): Promise<Phases<TaskRun[]>> {
  // The first tasks of a Worker pay for its start.
  await inLanes(system, 2, 1, "warm");
  return {
    alone: await inLanes(system, counts.alone, 1, "alone"),
    rate: await atRate(system, counts.rate, ratePerSecond),
    saturated: await inLanes(system, counts.saturated, lanes, "saturated"),
  };
}
