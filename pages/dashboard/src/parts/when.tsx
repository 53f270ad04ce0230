import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import { useNow } from "./use-now.ts";

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto", style: "short" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" });
const short = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });
const hourAndMinute = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const dayToo = new Intl.DateTimeFormat(undefined, {
  month: "short",
  day: "numeric",
  hour: "numeric",
  minute: "2-digit",
});
const stamp = new Intl.DateTimeFormat(undefined, {
  month: "short",
  day: "numeric",
  hour: "numeric",
  minute: "2-digit",
  second: "2-digit",
});

/** The exact time of a moment, in the reader's zone and language. */
export const fullTime = (at: string): string => full.format(Date.parse(at));

/** A moment in words of some kind; the exact time is in its title. */
function Time({ at, words }: { at: string; words: string }): ReactElement {
  return (
    <Text
      component="time"
      inherit
      dateTime={at}
      title={fullTime(at)}
      style={{ fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }}
    >
      {words}
    </Text>
  );
}

/** A moment, as long ago as it is. */
export function When({ at }: { at: string }): ReactElement {
  const now = useNow(10_000);
  return <Time at={at} words={ago(Date.parse(at), now)} />;
}

/** A moment by its date and clock. */
export function Moment({ at }: { at: string }): ReactElement {
  return <Time at={at} words={short.format(Date.parse(at))} />;
}

/** A moment of today by its clock. */
export function Clock({ at }: { at: string }): ReactElement {
  return <Time at={at} words={clock.format(Date.parse(at))} />;
}

/** A moment by the clock's hour and minute; one of another day with its day. */
export function HourAndMinute({ at }: { at: string }): ReactElement {
  const moment = new Date(at);
  const isToday = moment.toDateString() === new Date(useNow(60_000)).toDateString();
  return <Time at={at} words={(isToday ? hourAndMinute : dayToo).format(moment)} />;
}

/** A moment of this year to the second. */
export function Stamp({ at }: { at: string }): ReactElement {
  return <Time at={at} words={stamp.format(Date.parse(at))} />;
}

const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

function ago(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000);
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  if (unit === "second" && Math.abs(seconds) < 10) return "just now";
  return relative.format(Math.trunc(seconds / size), unit);
}
