import { z } from "zod";
import type { Stack } from "../../scripts/stack/stack.ts";
import { isSettled } from "./evidence.ts";
import type { Diary } from "./diary.ts";
import type { Door } from "./door.ts";
import { everyTask } from "./people.ts";

/** So long after the click nothing leaves any more. */
const atMostMs = 5000;
/** And so long the restarted Worker is watched, while its cron is triggered every second. */
const watchedMs = 4000;

const requestList = z.object({
  requests: z.array(z.object({ at: z.string(), method: z.string(), path: z.string() })),
});
const stopped = z.object({ stop: z.object({ id: z.string() }) });

/** What a twin is asked for when something leaves: reading, and answers to a person's own click, are nothing of it. */
const leaves: Readonly<Record<string, RegExp>> = {
  slack: /^\/api\/chat\.(?:postMessage|update)/,
  mail: /^\/emails/,
  jira: /^\/rest\/api\/3\/issue/,
  anthropic: /^\/v1\/messages/,
};

/**
 * Stops everything while work is at every stage, cuts the Worker's power in between and counts at the twins what leaves from
 * five seconds after the click on. Then lets it go on: that nothing was lost or doubled by it is for the other checks.
 */
export async function stopInBetween(
  stack: Stack,
  door: Door,
  diary: Diary,
  progress: (what: string) => void,
): Promise<void> {
  const open = (await everyTask(door)).filter((task) => !isSettled(task)).length;
  const made = await door.insist("/api/stops", { scope: { kind: "all" }, reason: "it is only an exercise" });
  const from = Date.now() + atMostMs;
  const { stop } = stopped.parse(made.body);
  await stack.killWorker();
  await door.pause(Math.max(0, from - Date.now()));
  await stack.startWorker();
  await door.pause(watchedMs);
  const sent = await sentSince(door, from);
  await door.insist(`/api/stops/${stop.id}/resume`, { reason: "the exercise is over" });
  diary.stops.push({ open, sent });
  progress(`everything was stopped with ${open} tasks under way, and ${sent.length} things left meanwhile`);
}

async function sentSince(door: Door, from: number): Promise<string[]> {
  const lists = await Promise.all(
    Object.entries(leaves).map(async ([twin, path]) => {
      const { requests } = await door.sandbox(`/${twin}/_sandbox/requests`, requestList);
      return requests
        .filter((one) => one.method !== "GET" && path.test(one.path) && Date.parse(one.at) > from)
        .map((one) => `${one.at} ${one.method} ${twin}${one.path}`);
    }),
  );
  return lists.flat();
}
