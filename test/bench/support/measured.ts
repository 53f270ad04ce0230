import { publishedMs, type Recorded } from "./records.ts";
import { type Latency, latencyLine, latencyOf, mean, rounded } from "./stats.ts";
import { tasksPerSecond } from "./tasks.ts";

/** What a number of tasks went through, together. */
export interface Measured {
  tasks: number;
  ack: Latency;
  asked: Latency;
  /** Until the post is in place. */
  published: Latency;
  /** Until the thread reads so. */
  told: Latency;
  tasksPerSecond: number;
  callsPerTask: number;
  /** Events that Slack had to deliver again, and clicks that a person had to. */
  lateAcks: number;
  repeatedClicks: number;
}

export function measured(records: readonly Recorded[]): Measured {
  const runs = records.map(({ run }) => run);
  return {
    tasks: runs.length,
    ack: latencyOf(runs.map((run) => run.ackMs)),
    asked: latencyOf(runs.map((run) => run.askedMs)),
    published: latencyOf(records.map(publishedMs)),
    told: latencyOf(runs.map((run) => run.toldMs)),
    tasksPerSecond: rounded(tasksPerSecond(runs)),
    lateAcks: runs.filter((run) => !run.ackedInTime).length,
    repeatedClicks: runs.filter((run) => run.clicks > 1).length,
    callsPerTask: mean(records.map(({ view }) => view.cost.calls)),
  };
}

/** The same, for people. */
export function measuredLines(name: string, one: Measured): string[] {
  return [
    `${name}: ${one.tasks} tasks, ${one.tasksPerSecond} tasks/s, ${one.callsPerTask} model calls a task, ${one.lateAcks} acks too late for Slack, ${one.repeatedClicks} clicks repeated`,
    ...(["ack", "asked", "published", "told"] as const).map((what) => latencyLine(`  ${what}`, one[what])),
  ];
}
