import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import { remaining } from "./remaining.ts";
import { useNow } from "./use-now.ts";

const full = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" });

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
      title={full.format(Date.parse(to))}
      style={{ fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }}
    >
      {left <= 0 ? "any moment" : remaining(left)}
    </Text>
  );
}
