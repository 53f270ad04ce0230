import { z } from "zod";
import type { Diary } from "./diary.ts";
import type { Door } from "./door.ts";
import type { Random } from "../random.ts";

const services = [
  { twin: "slack", path: "/api/chat." },
  { twin: "slack", path: "/api/conversations." },
  { twin: "mail", path: "/emails" },
  { twin: "jira", path: "/rest/api/3/issue" },
  { twin: "anthropic", path: "/v1/messages" },
] as const;

/** Trouble on the way: the answer is lost, late, a 500 or a 429. Late ones are there for the kills to hit. */
const troubles = [
  { name: "lost answer", fault: { drop: true } },
  { name: "500", fault: { status: 500 } },
  { name: "429", fault: { status: 429, retryAfter: 1 } },
  { name: "slow", fault: { delayMs: 1500 } },
  { name: "slow", fault: { delayMs: 600 } },
] as const;

/** A service that is down until somebody has to be asked what happened, or the task gives up. */
const outage = { status: 500, times: 7 };
const canBeDown = ["mail", "jira", "anthropic"] as const;

/** Orders trouble at the sandbox's services for whoever comes next. */
export async function orderFaults(door: Door, diary: Diary, random: Random): Promise<void> {
  const order = async (twin: string, name: string, fault: object): Promise<void> => {
    const active = z.object({ active: z.array(z.unknown()) });
    await door.sandbox(`/${twin}/_sandbox/faults`, active, { faults: [fault] });
    const key = `${twin} ${name}`;
    diary.faults[key] = (diary.faults[key] ?? 0) + 1;
  };
  for (let count = random.int(0, 3); count > 0; count--) {
    const { twin, path } = random.pick(services);
    const { name, fault } = random.pick(troubles);
    await order(twin, name, { path, ...fault });
  }
  const down = random.pick(canBeDown);
  // An open circuit tries every 15 seconds, so two outages of one service would be the longest part of the run.
  if (random.chance(0.1) && !(`${down} outage` in diary.faults)) await order(down, "outage", outage);
}
