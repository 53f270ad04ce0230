import type { ReactElement } from "react";
import { zonedWords } from "../../jobs/editorial/zone.ts";
import { fullTime } from "../../parts/when.tsx";
import { useZone } from "./use-zone.ts";

/** When something goes out once it may, by the clock of its project. */
export function GoesOut({ dueAt, project }: { dueAt: string | null; project: string }): ReactElement {
  const timeZone = useZone(project);
  if (dueAt === null) return <>Goes out as soon as it is approved</>;
  return (
    <>
      Goes out{" "}
      <time dateTime={dueAt} title={fullTime(dueAt)}>
        {timeZone === null ? fullTime(dueAt) : `${zonedWords(Date.parse(dueAt), timeZone)} (${timeZone})`}
      </time>
    </>
  );
}
