import type { Stack } from "../../scripts/stack/stack.ts";
import type { Diary } from "./diary.ts";
import type { Door } from "./door.ts";
import { orderFaults } from "./faults.ts";
import { moments } from "./moments.ts";
import { randomFrom } from "../random.ts";
import { stopInBetween } from "./stop-in-between.ts";

/** Cuts the Worker's power again and again. */
export async function killAgainAndAgain(
  stack: Stack,
  door: Door,
  diary: Diary,
  { kills, seed, signal }: { kills: number; seed: number; signal: AbortSignal },
  progress: (what: string) => void,
): Promise<void> {
  const random = randomFrom(seed, "kills");
  const faults = randomFrom(seed, "faults");
  while (diary.kills < kills) {
    if (diary.stops.length === 0 && diary.kills >= kills / 2)
      await stopInBetween(stack, door, diary, progress);
    await orderFaults(door, diary, faults);
    const moment = random.pick([
      "at any moment",
      "when somebody does something",
      "when an effect is to be seen",
    ]);
    await moments[moment]({ stack, door, diary, random, signal });
    await stack.killWorker();
    diary.kills++;
    await door.pause(random.int(0, 1000));
    await stack.startWorker();
    progress(`kill ${diary.kills} of ${kills}`);
  }
}

/** The Worker's cron, which nobody triggers locally. A second is the minute of the real one. */
export async function triggerCron(stack: Stack, door: Door): Promise<never> {
  for (;;) {
    try {
      const answer = await fetch(`${stack.urls.worker}/cdn-cgi/local/scheduled`, {
        signal: AbortSignal.timeout(10_000),
      });
      await answer.body?.cancel();
      if (!answer.ok && answer.status < 500) throw new RangeError(`cron answered ${answer.status}`);
    } catch (error) {
      // It is down half of the time; the next one comes.
      if (error instanceof RangeError) throw error;
    }
    await door.pause(1000);
  }
}
