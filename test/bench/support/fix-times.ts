import type { TimelineEntry } from "../../../scripts/demo/outside.ts";
import type { System } from "./system.ts";

/** Where the time of a fix goes. */
export interface Times {
  wholeMs: number;
  /** In a phase, from its beginning until it has passed: the agent, its model, git and the runs of the tests. */
  executorMs: number;
  /** While the plan waited for its yes. */
  peopleMs: number;
  oursMs: number;
}

export async function timesOf({ outside }: System, taskId: string): Promise<Times> {
  const { timeline } = await outside.task(taskId);
  const [first, last] = [timeline[0], timeline.find(({ type }) => type === "pull_request.ready")];
  if (first === undefined || last === undefined)
    throw new Error(`${taskId} has no pull request that is ready`);
  const wholeMs = Date.parse(last.at) - Date.parse(first.at);
  const executorMs = between(timeline, "phase.started", "phase.passed");
  const peopleMs = between(timeline, "approval.requested", "approval.decided");
  return { wholeMs, executorMs, peopleMs, oursMs: wholeMs - executorMs - peopleMs };
}

/** All the time between the one and the other that follows it. */
function between(timeline: readonly TimelineEntry[], from: string, to: string): number {
  let since: number | null = null;
  let sum = 0;
  for (const { type, at } of timeline) {
    if (type === from) since ??= Date.parse(at);
    if (type !== to || since === null) continue;
    sum += Date.parse(at) - since;
    since = null;
  }
  return sum;
}
