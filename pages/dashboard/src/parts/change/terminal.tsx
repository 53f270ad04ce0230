import { Button } from "@mantine/core";
import { Fragment, type ReactElement, useRef } from "react";
import type { LiveWork } from "../../../../../shared/domain/task.ts";
import { plainOutput } from "../plain-output.ts";
import { stationNames } from "./station-words.ts";
import classes from "./terminal.module.css";
import { useFollowEnd } from "./use-follow-end.ts";

const speakers = { agent: "agent", referee: "referee" } as const;

/** What an executor does right now: the agent's moves and what the referee's commands write. */
export function Terminal({ work: { phase, lines } }: { work: LiveWork }): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const { isFollowing, onScroll, toEnd } = useFollowEnd(place, lines);
  return (
    <div className={classes["frame"]}>
      <div className={classes["bar"]}>
        <span className={classes["phase"]}>{stationNames[phase]}</span>
        <span>live</span>
        {!isFollowing && (
          <Button size="compact-xs" variant="white" color="dark" ml="auto" onClick={toEnd}>
            To the end
          </Button>
        )}
      </div>
      {/* A log would be read out line by line: whoever listens goes and reads it instead. */}
      <div
        ref={place}
        className={classes["screen"]}
        onScroll={onScroll}
        role="log"
        aria-live="off"
        aria-label="What is being done right now"
        tabIndex={0}
      >
        {lines.map(({ phase: during, by, text }, n) => {
          const before = lines[n - 1];
          const isBegin = before !== undefined && before.phase !== during;
          return (
            <Fragment key={n}>
              {isBegin && <div className={classes["begin"]}>{stationNames[during]}</div>}
              <div className={classes["line"]} data-by={by}>
                <span className={classes["by"]}>{!isBegin && before?.by === by ? "" : speakers[by]}</span>
                <span className={classes["text"]}>{plainOutput(text)}</span>
              </div>
            </Fragment>
          );
        })}
        {lines.length === 0 && <div className={classes["nothing"]}>Nothing is written yet.</div>}
      </div>
    </div>
  );
}
