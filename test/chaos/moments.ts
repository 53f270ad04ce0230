import type { Stack } from "../../scripts/stack/stack.ts";
import type { Diary } from "./diary.ts";
import type { Door } from "./door.ts";
import type { Random } from "../random.ts";

/** An ambush waits no longer than this. */
const ambushMs = 5000;
const watchEveryMs = 40;

export interface Scene {
  stack: Stack;
  door: Door;
  diary: Diary;
  random: Random;
  signal: AbortSignal;
}

/** The moments at which the power fails: any, or those at which most is under way. */
export const moments = {
  "at any moment": async ({ door, random }: Scene) => door.pause(random.int(0, 5000)),

  /** A click or a request has just left. */
  "when somebody does something": async ({ diary, door, random, signal }: Scene) => {
    const until = AbortSignal.any([signal, AbortSignal.timeout(ambushMs)]);
    // Nobody does anything: then it fails without a reason.
    await diary.nextAct(until).catch(() => signal.throwIfAborted());
    // Most of what a request does is over within a tenth of a second; what it leads to takes longer.
    await door.pause(random.int(0, random.pick([80, 500])));
  },

  /** Something has just happened outside, and the Worker is about to write down that it has. */
  "when an effect is to be seen": async ({ stack, door, random }: Scene) => {
    const before = await looks(stack);
    const deadline = Date.now() + ambushMs;
    while (Date.now() < deadline && (await looks(stack)) === before) await door.pause(watchEveryMs);
    await door.pause(random.int(0, 40));
  },
} as const;

/** What people would see, by its size: mails, issues and messages only ever become more. */
async function looks({ urls }: Stack): Promise<string> {
  const pages = [
    "mail/_people/mails",
    "jira/_people/issues",
    "slack/_people/messages?channel=C0GENERAL",
    "slack/_people/messages?channel=C0CONTENT",
  ];
  const sizes = await Promise.all(
    pages.map(async (page) => (await (await fetch(`${urls.sandbox}/${page}`)).text()).length),
  );
  return sizes.join();
}
