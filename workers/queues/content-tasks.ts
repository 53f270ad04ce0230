import type { z } from "zod";
import { signalMessage } from "../../shared/spine/receive.ts";
import { routeSignal } from "../../shared/spine/route-signal.ts";
import type { QueueHandler } from "./consume.ts";

/** Signals for the editorial desk. */
export const contentTasks: QueueHandler<z.infer<typeof signalMessage>> = {
  schema: signalMessage,
  maxAttempts: 4,
  deadLetters: (env) => env.CONTENT_TASKS_DLQ,
  handle: async (spine, { signalId }) => routeSignal(spine, signalId),
};
