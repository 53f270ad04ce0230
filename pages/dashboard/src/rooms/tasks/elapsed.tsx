import type { ReactElement } from "react";
import { lasting } from "../../parts/duration.ts";
import { useNow } from "../../parts/use-now.ts";

/** How long something took, or has taken until now while it has no end. Times are epoch milliseconds. */
export function Elapsed({ from, to }: { from: number; to: number | null }): ReactElement {
  return to === null ? (
    <>
      <Running from={from} /> so far
    </>
  ) : (
    <>{lasting(to - from)}</>
  );
}

/** How long something has run until now. */
export function Running({ from }: { from: number }): ReactElement {
  const now = useNow(1000);
  // Whole seconds: the tenths of something that runs tell nothing.
  return <>{lasting(Math.max(1, Math.round((now - from) / 1000)) * 1000).replace(".0 s", " s")}</>;
}
