import { z } from "zod";

/** What the queue carries: whose turn it is. Nothing depends on its coming: the next slot makes up for it. */
export const watchMessage = z.strictObject({
  project: z.string().min(1),
  /** The time at which the cycle was due, epoch milliseconds. */
  slot: z.number().int(),
});
export type WatchMessage = z.infer<typeof watchMessage>;
