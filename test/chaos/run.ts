import { z } from "zod";
import type { Moment } from "./ambush/moments.ts";
import type { DeliveryMoment } from "./delivery/moments.ts";
import { playDelivery } from "./delivery/play-delivery.ts";
import { untilAborted } from "../../scripts/stack/interrupt.ts";
import type { Stack } from "../../scripts/stack/stack.ts";
import { Diary } from "./diary.ts";
import { Door } from "./door.ts";
import { collect, type Evidence, isSettled } from "./evidence.ts";
import { playFix } from "./fix/play-fix.ts";
import { killAgainAndAgain, triggerCron } from "./kills.ts";
import { People } from "./people.ts";
import type { Plan, TaskPlan } from "./plan.ts";
import { startTask } from "./start-task.ts";

/** After the last kill, everything must have come to its end within this time. */
const settleWithinMs = 240_000;
const lookEveryMs = 300;

/** Plays a plan against the running system and collects what there is to see afterwards. */
export async function playPlan(
  stack: Stack,
  plan: Plan,
  {
    kills,
    seed,
    moments,
    interrupted,
  }: {
    kills: number;
    seed: number;
    moments: { fix: readonly Moment[]; delivery: readonly DeliveryMoment[] };
    interrupted: AbortSignal;
  },
  progress: (what: string) => void,
): Promise<Evidence> {
  const over = new AbortController();
  const signal = AbortSignal.any([interrupted, over.signal]);
  const door = new Door(stack, signal);
  const diary = new Diary();
  const people = new People(door, diary);
  try {
    await createIssues(door, plan.issues);
    const living = Promise.race([people.live(), triggerCron(stack, door), untilAborted(interrupted)]);
    const playing = (async () => {
      const [first, ...rest] = plan.tasks;
      if (first) await startTask(door, diary, first, seed);
      await waitUntilSettled(door, people, 1);
      progress("the first task is done; now the power fails");
      await Promise.all([
        killAgainAndAgain(stack, door, diary, { kills, seed, signal }, progress),
        ...rest.map(async (task) => startInTime(door, diary, task, kills, seed)),
      ]);
      progress("the last kill is over; everything has to come to its end");
      await waitUntilSettled(door, people, plan.tasks.length);
    })();
    await Promise.race([playing, living]);
    const inTurn = async (): Promise<Parameters<typeof collect>[2]> => ({
      fix: moments.fix.length === 0 ? null : await playFix(stack, door, diary, moments.fix, progress),
      delivery:
        moments.delivery.length === 0
          ? null
          : await playDelivery(stack, door, diary, moments.delivery, progress),
    });
    return await collect(door, diary, await Promise.race([inTurn(), living]));
  } finally {
    over.abort(new Error("the run is over"));
  }
}

async function startInTime(
  door: Door,
  diary: Diary,
  plan: TaskPlan,
  kills: number,
  seed: number,
): Promise<void> {
  while (diary.kills < plan.startAt * kills) await door.pause(lookEveryMs);
  // A handful comes within seconds, not at once.
  await door.pause((plan.n % 4) * 500);
  await startTask(door, diary, plan, seed);
}

/** Returns early when all has ended; what hasn't by then is for the checks to judge. */
async function waitUntilSettled(door: Door, people: People, count: number): Promise<void> {
  const deadline = Date.now() + settleWithinMs;
  while (Date.now() < deadline) {
    const planned = people.tasks.filter((task) => !task.signalId.startsWith("cron:"));
    if (planned.length >= count && people.tasks.every(isSettled) && (await people.allClosed())) return;
    await door.pause(lookEveryMs);
  }
}

async function createIssues(door: Door, keys: readonly string[]): Promise<void> {
  const headers = { authorization: `Basic ${Buffer.from("a person:of the run").toString("base64")}` };
  for (const expected of keys) {
    const { key } = await door.sandbox(
      "/jira/rest/api/3/issue",
      z.object({ key: z.string() }),
      {
        fields: {
          project: { key: "OPS" },
          issuetype: { name: "Task" },
          summary: "Something to work on",
          labels: [],
        },
      },
      headers,
    );
    if (key !== expected) throw new Error(`the sandbox's Jira made ${key} instead of ${expected}`);
  }
}
