import type { ReactElement, ReactNode } from "react";
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

/** The line that a change travels, with how it stands at each station. */
export function Track({ stops }: { stops: readonly Stop[] }): ReactElement {
  return (
    <Line
      label="Phases"
      stops={stops.map((stop) => ({
        name: stationNames[stop.station],
        aim: stationAims[stop.station],
        state: stop.state,
        words: (
          <>
            {stateWords(stop)}
            <Took stop={stop} />
          </>
        ),
        warning: stop.refusals.length > 0 ? counted(stop.refusals.length, "refusal") : null,
      }))}
    />
  );
}

/** A station on a line. */
export interface LineStop {
  name: string;
  /** What has to be shown there, or happens there. */
  aim: string;
  state: StationState;
  words: ReactNode;
  warning: string | null;
}

/** Stations with a lamp each, from left to right, or downwards where it is narrow. */
export function Line({ label, stops }: { label: string; stops: readonly LineStop[] }): ReactElement {
  return (
    <ol className={classes["track"]} aria-label={label}>
      {stops.map(({ name, aim, state, words, warning }) => (
        <li
          key={name}
          className={classes["stop"]}
          data-state={state}
          aria-current={state === "running" ? "step" : undefined}
        >
          <span className={classes["lamp"]} aria-hidden="true">
            <svg viewBox="0 0 24 24" focusable="false">
              <path d={marks[state]} />
            </svg>
          </span>
          <span className={classes["words"]}>
            <span className={classes["name"]} title={aim}>
              {name}
            </span>
            <span className={classes["state"]}>{words}</span>
            {warning !== null && <span className={classes["refused"]}>{warning}</span>}
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
