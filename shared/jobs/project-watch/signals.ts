import { z } from "zod";
import type { SignalForm } from "../../spine/signal-form.ts";
import { watchItemSchema, watchSignalSchema } from "../../domain/watch/watch-signal.ts";

/** Something that a door has heard of a watched project, with its ticket as it is now. */
const heard = z.strictObject({
  type: z.literal("watch"),
  signal: watchSignalSchema,
  item: watchItemSchema.nullable(),
});
export type WatchHeard = z.infer<typeof heard>;

export const watchHeardForm: SignalForm<WatchHeard> = {
  schema: heard,
  words: ({ signal: { project, title } }) => `${project}: ${title}`,
};

/** A cycle that has something to do. */
const cycle = z.strictObject({
  type: z.literal("watch_cycle"),
  project: z.string(),
  /** The time that it was due at, epoch milliseconds as text: one cycle a project and slot. */
  slot: z.string(),
  /** The day whose housekeeping is due, in the project's time zone; null: none is. */
  housekeeping: z.string().nullable(),
  /** A first look back: it thinks, and does nothing. */
  rehearsal: z.boolean(),
});
export type WatchCycle = z.infer<typeof cycle>;

export const watchCycleForm: SignalForm<WatchCycle> = {
  schema: cycle,
  words: ({ project, housekeeping, rehearsal }) =>
    rehearsal
      ? `a look back at ${project}`
      : housekeeping === null
        ? `something has changed in ${project}`
        : `something has changed in ${project}, or its day is over`,
};

/** The kinds of signal that the watch takes. */
export const watchHeardKind = "watch.heard";
export const watchCycleKind = "watch.cycle";
