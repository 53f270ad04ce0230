import { z } from "zod";
import { daysAfter } from "../../domain/local-day.ts";
import { momentOf, wallTime } from "../../domain/wall-clock.ts";

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/** What a time can be for: one outlet, all posts on networks, or everything. */
const subjects = [
  "blog",
  "bluesky",
  "linkedin",
  "threads",
  "mail",
  "gist",
  "report",
  "posts",
  "all",
] as const;
const networks: ReadonlySet<string> = new Set(["bluesky", "linkedin", "threads"]);

const time = z.object({
  what: z.enum(subjects),
  day: z
    .string()
    .regex(/^(?:today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{4}-\d{2}-\d{2})$/)
    .nullable(),
  time: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/),
});
export type WantedTime = z.infer<typeof time>;

/** When something is to go out, as the requester said it. What that means on a calendar is found by code, see `wantedAt`. */
export const timesField = z
  .array(time)
  .describe(
    `when what goes out, one entry a time, in the order in which it was said: what it is for (posts: on all networks), the day only as it was said (today, tomorrow, a weekday in English lower case, a date as 2026-11-30; null where none was named with it), and the time of day as 09:00`,
  );

/**
 * The moment that was asked for something, epoch milliseconds; null: none was. What is named by itself goes before all posts,
 * and these before everything. A time without a day is on the day that was named last before it.
 */
export function wantedAt(
  times: readonly WantedTime[],
  name: string,
  { timeZone, now }: { timeZone: string; now: number },
): number | null {
  const order = [name, ...(networks.has(name) ? ["posts"] : []), "all"];
  const at = order.map((what) => times.findIndex((one) => one.what === what)).find((place) => place >= 0);
  const found = at === undefined ? undefined : times[at];
  if (at === undefined || found === undefined) return null;
  const day = times.slice(0, at + 1).findLast((one) => one.day !== null)?.day ?? null;
  const [hours = "0", minutes = "0"] = found.time.split(":");
  const clock = Number(hours) * 60 + Number(minutes);
  const today = wallTime(now, timeZone);
  const onDay = (date: string): number => momentOf(date, clock, timeZone);
  if (day === null || weekdays.includes(day)) {
    const ahead = day === null ? 0 : (weekdays.indexOf(day) + 1 - today.weekday + 7) % 7;
    const first = onDay(daysAfter(today.day, ahead));
    return first > now ? first : onDay(daysAfter(today.day, ahead + (day === null ? 1 : 7)));
  }
  if (day === "today") return onDay(today.day);
  return onDay(day === "tomorrow" ? daysAfter(today.day, 1) : day);
}
