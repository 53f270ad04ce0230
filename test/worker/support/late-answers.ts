import { env } from "cloudflare:workers";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import type { Spine } from "../../../shared/spine/context.ts";
import type { LostAnswerTrial } from "./network-trials.ts";

const addressOf = (input: RequestInfo | URL): string =>
  input instanceof Request ? input.url : String(input);

/** Whether a request writes what a trial is about. */
function writes({ service, path }: LostAnswerTrial, input: RequestInfo | URL, init?: RequestInit): boolean {
  const url = addressOf(input);
  const method = init?.method ?? (input instanceof Request ? input.method : "GET");
  return method !== "GET" && url.includes(`/${service}/`) && url.includes(path);
}

const after = (ms: number, fetcher: typeof fetch): Spine =>
  configuredSpine(env, { now: () => Date.now() + ms, fetch: fetcher });

/** A service that does what it is asked to, and whose answer to the first write comes when it is let. */
export function lateAnswer(trial: LostAnswerTrial) {
  const arrived = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  let isFirst = true;
  const fetcher: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    if (!isFirst || !writes(trial, input, init)) return answer;
    isFirst = false;
    arrived.resolve();
    await released.promise;
    return answer;
  };
  return {
    at: (ms: number) => after(ms, fetcher),
    arrived: arrived.promise,
    release: () => released.resolve(),
  };
}

/** A service that does what it is asked to, dies before it can say so, and is away until it is let back. */
export function outage(trial: LostAnswerTrial) {
  let state: "up" | "down" | "back" = "up";
  const fetcher: typeof fetch = async (input, init) => {
    if (state === "down" && addressOf(input).includes(`/${trial.service}/`))
      throw new Error("connection refused");
    const answer = await fetch(input, init);
    if (state !== "up" || !writes(trial, input, init)) return answer;
    state = "down";
    throw new Error("connection reset");
  };
  return {
    at: (ms: number) => after(ms, fetcher),
    end: () => {
      state = "back";
    },
  };
}
