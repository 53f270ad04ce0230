import type { z } from "zod";
import { gateBugSignal } from "../../shared/jobs/bug-fix/offer-report.ts";
import { signalMessage } from "../../shared/spine/receive.ts";
import { routeSignal } from "../../shared/spine/route-signal.ts";
import type { QueueHandler } from "./consume.ts";

/** Reports of bugs, and what happens to the pull requests that came of them. */
export const planningTasks: QueueHandler<z.infer<typeof signalMessage>> = {
  schema: signalMessage,
  maxAttempts: 4,
  deadLetters: (env) => env.PLANNING_TASKS_DLQ,
  handle: async (spine, { signalId }) => routeSignal(spine, signalId, gateBugSignal),
};
