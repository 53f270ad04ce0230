import { Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useNow } from "./use-now.ts";
import { fullTime } from "./when.tsx";

/** How long until a moment, ticking; the exact time is in its title. Says nothing by itself to a screen reader. */
export function Countdown({ to }: { to: string }): ReactElement {
  const now = useNow(1000);
  const left = Date.parse(to) - now;
  return (
    <Text
      component="time"
      inherit
      role="timer"
      aria-live="off"
      dateTime={to}
      title={fullTime(to)}
      style={{ fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }}
    >
      {left <= 0 ? "any moment" : remaining(left)}
    </Text>
  );
}

/** What is left until a moment that moves on as fast as time does: the clock stands still. */
export function StoodStill({ to }: { to: string }): ReactElement {
  const [left] = useState(() => Date.parse(to) - Date.now());
  return (
    <Text component="span" inherit style={{ fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }}>
      {remaining(left)}
    </Text>
  );
}

const minute = 60;
const hour = 60 * minute;

/** A span until something happens as a clock shows it: 4:09, 1:02:09; days beyond that. Milliseconds. */
export function remaining(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds >= 48 * hour) return `${Math.floor(seconds / (24 * hour))} days`;
  const [h, m, s] = [Math.floor(seconds / hour), Math.floor((seconds % hour) / minute), seconds % minute];
  const two = (part: number): string => String(part).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
