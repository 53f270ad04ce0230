import type { z } from "zod";
import { jobs } from "../../shared/jobs/registry.ts";
import type { WorkQueue } from "../../shared/spine/job-card.ts";
import { signalMessage } from "../../shared/spine/receive.ts";
import { routeSignal } from "../../shared/spine/route-signal.ts";
import type { QueueHandler } from "./consume.ts";

/** A queue of jobs' signals: each is offered to the jobs that wait on it. */
export function signalQueue({ name, deadLetters }: WorkQueue): QueueHandler<z.infer<typeof signalMessage>> {
  return {
    schema: signalMessage,
    maxAttempts: 4,
    deadLetters,
    handle: async (spine, { signalId, fresh }) => routeSignal(spine, jobs, signalId, name, fresh),
  };
}
