import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { messageWithButton } from "../../../scripts/demo/outside.ts";
import type { Message } from "../../../sandbox/slack/state.ts";
import type { System } from "./system.ts";

/** One task as the people around it live it. */
export interface TaskRun {
  signalId: string;
  thread: string;
  /** Epoch milliseconds: when the person sent the request. */
  sentAt: number;
  /** How long the Worker took to answer Slack's event. */
  ackMs: number;
  /** False: Slack gave up waiting and delivered the event again later. */
  ackedInTime: boolean;
  /** From the request to the message that asks for the approval. */
  askedMs: number;
  /** Epoch milliseconds: when the person clicked. */
  clickedAt: number;
  /** How long the Worker took to answer the click that counted. */
  clickMs: number;
  /** More than one: Slack showed an error before, and the person clicked again. */
  clicks: number;
  /** From the request to the report in the thread. */
  toldMs: number;
}

const clickAgainMs = 1000;
const brief = readFileSync(resolve(import.meta.dirname, "../../../scripts/demo/brief.md"), "utf8");

/** A request like the demo's. Each has a subject of its own, so that no two posts want the same address. */
export function requestText(subject: string): string {
  const text = brief.replace("our nightly jobs", `nightly job ${subject}`);
  if (text === brief) throw new Error("the demo's brief no longer speaks of our nightly jobs");
  return text;
}

/** A task from the message to the report, approved as soon as it is asked for. */
export async function runTask(system: System, subject: string): Promise<TaskRun> {
  const { outside, threads } = system;
  const sentAt = Date.now();
  const { ts, deliveries } = await outside.say("U0PRIYA", requestText(subject));
  const mention = deliveries.find((one) => one.type === "app_mention");
  if (!mention) throw new Error("Slack sent no event of the mention");
  const asked = await threads.until(ts, "the approval", (message) => asksFor([message], ts));
  const clickedAt = Date.now();
  const click = await approve(system, ts, asked.message);
  const told = await threads.until(ts, "the report", reports);
  return {
    signalId: `slack:${mention.event_id}`,
    thread: ts,
    sentAt,
    ackMs: mention.ms,
    ackedInTime: mention.status === 200,
    askedMs: asked.at - sentAt,
    clickedAt,
    clickMs: click.ms,
    clicks: click.count,
    toldMs: told.at - sentAt,
  };
}

/** Whether a message says that the post is out. */
export function reports({ text }: Message): boolean {
  return text.includes("published, approved");
}

/** Whether these messages ask for a decision: an edit takes the buttons away. */
export function asksFor(messages: readonly Message[], thread: string): boolean {
  return messageWithButton(messages, thread, "approval.approve") !== undefined;
}

/** Clicks like a person: again, when Slack shows that nothing answered and the buttons are still there. */
async function approve(
  { outside, threads }: System,
  thread: string,
  asked: Message,
): Promise<{ ms: number; count: number }> {
  const decided = (): boolean => {
    const newest = threads.in(thread).findLast(({ message }) => message.ts === asked.ts);
    return newest !== undefined && !asksFor([newest.message], thread);
  };
  for (let count = 1; ; count++) {
    const { ok, ms } = await outside.click("U0MAYA", asked, "approval.approve").catch((error: unknown) => {
      // The click before this one counted after all, and just now took the button away.
      if (count > 1) return { ok: true, ms: 0 };
      throw error;
    });
    if (ok) return { ms, count };
    await sleep(clickAgainMs);
    if (decided()) return { ms, count };
  }
}

/** Open loop: a new task at every tick, however the earlier ones fare. */
export async function atRate(system: System, count: number, perSecond: number): Promise<TaskRun[]> {
  const start = async (n: number): Promise<TaskRun> => {
    await sleep((n * 1000) / perSecond);
    return runTask(system, `open ${n}`);
  };
  return Promise.all(Array.from({ length: count }, async (_, n) => start(n)));
}

/** Closed loop: so many lanes, each with one task at a time. Whoever shares a system has names of their own. */
export async function inLanes(
  system: System,
  count: number,
  lanes: number,
  name: string,
): Promise<TaskRun[]> {
  const runs: TaskRun[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) runs.push(await runTask(system, `${name} ${next++}`));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return runs;
}

/** How many tasks were finished in a second, from the first request to the last report. */
export function tasksPerSecond(runs: readonly TaskRun[]): number {
  const from = Math.min(...runs.map((run) => run.sentAt));
  const to = Math.max(...runs.map((run) => run.sentAt + run.toldMs));
  return (runs.length * 1000) / (to - from);
}
