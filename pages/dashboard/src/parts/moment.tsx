import { Text } from "@mantine/core";
import type { ReactElement } from "react";

const short = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" });

/** A moment by its date and clock, in the reader's zone. */
export function Moment({ at }: { at: string }): ReactElement {
  const moment = Date.parse(at);
  return (
    <Text
      component="time"
      inherit
      dateTime={at}
      title={full.format(moment)}
      style={{ fontVariantNumeric: "tabular-nums" }}
    >
      {short.format(moment)}
    </Text>
  );
}
