import type { ReactElement } from "react";
import { lasting } from "../duration.ts";
import { counted } from "../words.ts";
import { Running } from "../../rooms/tasks/elapsed.tsx";
import type { Stop, StationState } from "./phase-track.ts";
import { stateWords, stationAims, stationNames } from "./station-words.ts";
import classes from "./track.module.css";

const marks: Record<StationState, string> = {
  ahead: "",
  running: "M8 12h.01M12 12h.01M16 12h.01",
  passed: "M6 12.5l4 4L18 8",
  failed: "M7 7l10 10M17 7L7 17",
  paused: "M9 7v10M15 7v10",
  stopped: "M8 8h8v8H8z",
};

/** The line that a fix travels, with how it stands at each station. */
export function Track({ stops }: { stops: readonly Stop[] }): ReactElement {
  return (
    <ol className={classes["track"]} aria-label="Phases">
      {stops.map((stop) => (
        <li
          key={stop.station}
          className={classes["stop"]}
          data-state={stop.state}
          data-station={stop.station}
          aria-current={stop.state === "running" ? "step" : undefined}
        >
          <span className={classes["lamp"]} aria-hidden="true">
            <svg viewBox="0 0 24 24" focusable="false">
              <path d={marks[stop.state]} />
            </svg>
          </span>
          <span className={classes["words"]}>
            <span className={classes["name"]} title={stationAims[stop.station]}>
              {stationNames[stop.station]}
            </span>
            <span className={classes["state"]}>
              {stateWords(stop)}
              <Took stop={stop} />
            </span>
            {stop.refusals.length > 0 && (
              <span className={classes["refused"]}>{counted(stop.refusals.length, "refusal")}</span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Took({ stop: { since, ms } }: { stop: Stop }): ReactElement | null {
  if (since !== null)
    return (
      <>
        {", "}
        <Running from={Date.parse(since) - ms} />
      </>
    );
  return ms === 0 ? null : <>, {lasting(ms)}</>;
}
