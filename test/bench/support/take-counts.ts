import { setTimeout as sleep } from "node:timers/promises";
import { waitFor } from "../../../scripts/stack/wait.ts";
import { onlooker } from "./onlooker.ts";
import type { System } from "./system.ts";

/** After the report comes more: the task's last fact, the messages that Slack tells us of. So long after the last of it, all is over. */
const quietMs = 750;
const quietWithinMs = 60_000;

/**
 * The counts since they were last taken, once nothing is added to them any more.
 * @param places those that must have counted: without them it wasn't the counting Worker that ran.
 */
export async function takeCounts(
  { stack }: System,
  places: readonly string[],
): Promise<Record<string, number>> {
  const counts = async (method: "GET" | "DELETE"): Promise<string> =>
    (await fetch(`${stack.urls.worker}/_bench/counts`, { method })).text();
  await waitFor("the counts to stand still", quietWithinMs, async () => {
    const before = await counts("GET");
    await sleep(quietMs);
    return before === (await counts("GET"));
  });
  const all: Record<string, number> = JSON.parse(await counts("DELETE"));
  const taken = Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith(`${onlooker} `)));
  const silent = places.find((place) => !Object.keys(taken).some((name) => name.startsWith(`${place} `)));
  if (silent !== undefined) throw new Error(`nothing of ${silent} was counted`);
  return taken;
}
