import type { Answer } from "../../api/types.ts";
import { type Figures, type Step, tones } from "../../parts/chart/figures.ts";

type Hour = Answer<"GET /api/overview">["activity"][number];
type Sum = Omit<Hour, "at">;

/** Hours that are shown as one step: `from` is its first hour, `to` the end of its last one, epoch milliseconds. */
interface Span extends Sum {
  from: number;
  to: number;
}

const hourMs = 3_600_000;
/** Up to two days fit hour by hour. */
const hourly = 48;
const coarse = 6;

/** Where a moment is in a zone's day; no zone: the reader's. */
function clockOf(at: number, zone: string | undefined): { day: string; hour: number } {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "";
  return { day: `${part("year")}-${part("month")}-${part("day")}`, hour: Number(part("hour")) };
}

/** Adds up hours that belong to the same part of a zone's day, `hours` long each, counted from midnight. */
export function fold(activity: readonly Hour[], hours: number, zone?: string): Span[] {
  const spans = new Map<string, Span>();
  for (const { at, ...sums } of activity) {
    const from = Date.parse(at);
    const { day, hour } = clockOf(from, zone);
    const key = `${day} ${hours === 1 ? from : Math.floor(hour / hours)}`;
    const before = spans.get(key);
    spans.set(key, {
      ...(before === undefined ? sums : added(before, sums)),
      from: before?.from ?? from,
      to: from + hourMs,
    });
  }
  return [...spans.values()];
}

function added(a: Sum, b: Sum): Sum {
  return {
    started: a.started + b.started,
    done: a.done + b.done,
    rejected: a.rejected + b.rejected,
    failed: a.failed + b.failed,
    cancelled: a.cancelled + b.cancelled,
    usd: a.usd + b.usd,
  };
}

function stepsOf(spans: readonly Span[], hours: number, locale?: string, zone?: string): Step[] {
  const time = new Intl.DateTimeFormat(locale, { timeZone: zone, timeStyle: "short" });
  const date = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    weekday: "short",
    day: "numeric",
    month: "short",
  });
  const weekday = new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: "short", day: "numeric" });
  return spans.map(({ from, to }) => {
    const { hour } = clockOf(from, zone);
    return {
      short: hours === 1 ? time.format(from) : weekday.format(from),
      long: `${date.format(from)}, ${time.format(from)} – ${time.format(to)}`,
      tick: hours === 1 ? hour % 3 === 0 : hour === 0,
    };
  });
}

/** The figures of the two charts: how tasks ended, and what was spent. Hour by hour, or six hours at a time when there are many. */
export function activityFigures(
  activity: readonly Hour[],
  money: (usd: number) => string,
  locale?: string,
  zone?: string,
): { stepHours: number; ended: Figures; spent: Figures } {
  const stepHours = activity.length > hourly ? coarse : 1;
  const spans = fold(activity, stepHours, zone);
  const shared = {
    stepName: stepHours === 1 ? "Hour" : `${stepHours} hours`,
    steps: stepsOf(spans, stepHours, locale, zone),
  };
  const bars = { shape: "bar" } as const;
  return {
    stepHours,
    ended: {
      ...shared,
      whole: true,
      words: String,
      series: [
        { ...bars, name: "Done", tone: tones.blue, values: spans.map(({ done }) => done) },
        { ...bars, name: "Rejected", tone: tones.amber, values: spans.map(({ rejected }) => rejected) },
        { ...bars, name: "Failed", tone: tones.vermilion, values: spans.map(({ failed }) => failed) },
        { ...bars, name: "Cancelled", tone: tones.gray, values: spans.map(({ cancelled }) => cancelled) },
      ],
    },
    spent: {
      ...shared,
      whole: false,
      words: money,
      series: [{ ...bars, name: "Spent", tone: tones.blue, values: spans.map(({ usd }) => usd) }],
    },
  };
}
