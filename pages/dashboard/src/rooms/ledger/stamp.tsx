import type { ReactElement } from "react";

const stamp = new Intl.DateTimeFormat(undefined, {
  month: "short",
  day: "numeric",
  hour: "numeric",
  minute: "2-digit",
  second: "2-digit",
});
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" });

/** A fact's moment to the second, in the reader's zone; the year is in its title. */
export function Stamp({ at }: { at: string }): ReactElement {
  const moment = Date.parse(at);
  return (
    <time dateTime={at} title={full.format(moment)}>
      {stamp.format(moment)}
    </time>
  );
}
