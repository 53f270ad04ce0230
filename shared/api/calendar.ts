import { z } from "zod";
import { calendarStates, longestCalendarDays } from "../jobs/editorial/calendar.ts";
import { publishingRules } from "../jobs/editorial/rules.ts";
import { endpoint } from "./endpoint.ts";
import { id, time } from "./forms.ts";

const clash = z.object({
  /** due: goes out within an hour on the same outlet; same: says exactly this; like: says nearly this. */
  sort: z.enum(["due", "same", "like"]),
  actionId: z.string(),
  taskId: z.string(),
  approvalId: z.string().nullable(),
  /** When it goes out or has; null: as soon as it is approved. */
  at: time.nullable(),
  isOut: z.boolean(),
  likeness: z.number().meta({ description: "How much the two texts have in common, from 0 to 1" }),
  /** How it begins. */
  begins: z.string(),
});

export const calendarEndpoints = {
  list: endpoint({
    route: "GET /api/calendar",
    summary: "What goes out when: what waits, what is approved, and what has become of it",
    role: "viewer",
    query: z
      .object({
        from: z.iso.datetime({ offset: true }),
        to: z.iso.datetime({ offset: true }),
        project: z.string().min(1).optional(),
      })
      .refine(({ from, to }) => Date.parse(from) < Date.parse(to), "from must be before to")
      .refine(
        ({ from, to }) => Date.parse(to) - Date.parse(from) <= longestCalendarDays * 86_400_000,
        `${longestCalendarDays} days at most`,
      ),
    answer: z.object({
      entries: z.array(
        z.object({
          actionId: z.string(),
          taskId: z.string(),
          project: z.string(),
          /** The kind of action: where it goes. */
          kind: z.string(),
          title: z.string(),
          dueAt: time,
          state: z.enum(calendarStates),
          /** Why it did not go out. */
          error: z.string().nullable(),
          /** Where it can be seen. */
          url: z.string().nullable(),
          approvalId: z.string().nullable(),
          digest: z.string(),
          /** Whether the caller may move it. */
          movable: z.boolean(),
          /** Whether another time for it needs another yes. */
          movingAsks: z.boolean(),
          /** Another goes out on the same outlet within an hour. */
          clashes: z.boolean(),
        }),
      ),
      /** There is more than is shown: ask for less time. */
      cut: z.boolean(),
      /** How each project publishes. */
      publishing: z.record(z.string(), publishingRules.omit({ tickets: true })),
    }),
  }),
  clashes: endpoint({
    route: "GET /api/approvals/{id}/clashes",
    summary: "What a proposed text gets in the way of on its outlet, and what was said there before",
    role: "viewer",
    params: id,
    answer: z.object({ clashes: z.array(clash) }),
  }),
};
