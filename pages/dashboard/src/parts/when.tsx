import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import { useNow } from "./use-now.ts";

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto", style: "short" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });

const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

/** A moment, as long ago as it is, in the reader's zone and language; the exact time is in its title. */
export function When({ at }: { at: string }): ReactElement {
  const now = useNow(10_000);
  return (
    <Text
      component="time"
      inherit
      dateTime={at}
      title={full.format(Date.parse(at))}
      style={{ whiteSpace: "nowrap" }}
    >
      {ago(Date.parse(at), now)}
    </Text>
  );
}

/** A moment of today by its clock, in the reader's zone; the date is in its title. */
export function Clock({ at }: { at: string }): ReactElement {
  const moment = Date.parse(at);
  return (
    <Text component="time" inherit dateTime={at} title={full.format(moment)} style={{ whiteSpace: "nowrap" }}>
      {clock.format(moment)}
    </Text>
  );
}

function ago(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000);
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  if (unit === "second" && Math.abs(seconds) < 10) return "just now";
  return relative.format(Math.trunc(seconds / size), unit);
}
