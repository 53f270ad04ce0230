import { lookForChanges } from "../../shared/jobs/project-watch/cycle/look-for-changes.ts";
import { type WatchMessage, watchMessage } from "../../shared/jobs/project-watch/cycle/message.ts";
import type { QueueHandler } from "./consume.ts";

/** Projects whose turn it is to be looked at. */
export const watchCycles: QueueHandler<WatchMessage> = {
  schema: watchMessage,
  maxAttempts: 3,
  deadLetters: (env) => env.WATCH_CYCLES_DLQ,
  handle: async (spine, message) => void (await lookForChanges(spine, message)),
};
