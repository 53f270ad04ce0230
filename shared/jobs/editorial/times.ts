import { z } from "zod";
import { daysAfter } from "../../domain/local-day.ts";
import { momentOf, wallTime, type WallTime } from "../../domain/wall-clock.ts";
import { readTime, type SaidDay, type SaidTime } from "./said-time.ts";

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
  day: z.string().nullable(),
  time: z.string().nullable(),
});
export type WantedTime = z.infer<typeof time>;

/** When something is to go out, as the requester said it. What that means on a calendar is found by code, see `settleTimes`. */
export const timesField = z
  .array(time)
  .describe(
    `when what goes out, one entry a time, in the order in which it was said: what it is for (posts: on all networks), the day and the time of day in the requester's very words ("next Tuesday", "nine", "14:00"; "in two minutes" is a time), each null where it wasn't said. When a text is needed by is none`,
  );

/** The clock by which words are read: the project's zone, and when they were said. */
export interface Clock {
  timeZone: string;
  /** Epoch milliseconds. */
  now: number;
}

/** A time that words come to, or why they come to none. */
type Read = { at: number | null } | { unclear: string };

/** Times as moments, in ISO 8601 where a day would stand, and for people what can't be understood. */
export interface Settled {
  times: WantedTime[];
  unclear: string[];
}

/**
 * Reckons with times that were said. One without a day is on the day that was named last before it. "Now" is no time: it goes out as
 * soon as it may.
 */
export function settleTimes(times: readonly WantedTime[], clock: Clock): Settled {
  const settled: Settled = { times: [], unclear: [] };
  let before: SaidDay | null = null;
  for (const one of times) {
    const words = [one.day, one.time].filter((said) => said !== null).join(" ");
    if (isMoment(one)) {
      settled.times.push(one);
      continue;
    }
    const said = readTime(words);
    if (said?.kind === "clock") before = said.day ?? before;
    const read =
      said === null
        ? { unclear: `I don't understand “${words}” as a time` }
        : momentSaid(said, before, clock, words);
    if ("unclear" in read) settled.unclear.push(read.unclear);
    else if (read.at !== null)
      settled.times.push({ what: one.what, day: new Date(read.at).toISOString(), time: words });
  }
  return settled;
}

/** Whether a time has been reckoned already. */
export const isMoment = ({ day }: WantedTime): boolean => day !== null && /^\d{4}-\d\d-\d\dT/.test(day);

function momentSaid(said: SaidTime, before: SaidDay | null, { timeZone, now }: Clock, words: string): Read {
  if (said.kind === "now") return { at: null };
  // The clock on the wall has no seconds.
  if (said.kind === "after") return { at: Math.ceil((now + said.ms) / 60_000) * 60_000 };
  if (said.minutes === null) return { unclear: `“${words}” is a day: at what time?` };
  const { minutes } = said;
  const on = (date: string): number => momentOf(date, minutes, timeZone);
  const days = datesOf(said.day ?? before, wallTime(now, timeZone));
  const [first, second] = days;
  if (first !== undefined && second !== undefined && said.day?.kind === "weekday" && said.day.next)
    return { unclear: `“${words}” can be on ${first} or on ${second}: which?` };
  const at = days.map(on).find((moment) => moment > now);
  return at === undefined ? { unclear: `“${words}” is over` } : { at };
}

/** The days that are meant, the first that isn't over counts; of "next Tuesday" there are two where people mean different ones. */
function datesOf(said: SaidDay | null, { day: today, weekday }: WallTime): string[] {
  switch (said?.kind) {
    case undefined:
      return [today, daysAfter(today, 1)];
    case "in":
      return [daysAfter(today, said.days)];
    case "date":
      return [said.date];
    case "yearless": {
      const year = Number(today.slice(0, 4));
      const rest = `${String(said.month).padStart(2, "0")}-${String(said.day).padStart(2, "0")}`;
      return [`${year}-${rest}`, `${year + 1}-${rest}`];
    }
    case "weekday": {
      const ahead = (said.weekday - weekday + 7) % 7;
      if (!said.next) return [daysAfter(today, ahead), daysAfter(today, ahead + 7)];
      const coming = ahead === 0 ? 7 : ahead;
      const isThisWeek = weekday + coming <= 7;
      return [daysAfter(today, coming), ...(isThisWeek ? [daysAfter(today, coming + 7)] : [])];
    }
  }
}

/**
 * The moment that was asked for something, epoch milliseconds; null: none was, or none that can be understood. What is named by itself
 * goes before all posts, and these before everything.
 */
export function wantedAt(times: readonly WantedTime[], name: string, clock: Clock): number | null {
  const order = [name, ...(networks.has(name) ? ["posts"] : []), "all"];
  const settled = settleTimes(times, clock).times;
  const found = order.flatMap((what) => settled.find((one) => one.what === what) ?? [])[0];
  const day = found?.day ?? null;
  return day === null ? null : Date.parse(day);
}
