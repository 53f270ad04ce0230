import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Told } from "../told.tsx";
import type { Stop } from "./phase-track.ts";
import { stationNames } from "./station-words.ts";
import classes from "./troubles.module.css";

/** What the referee has refused and why a phase failed, in the words that the agent was told. */
export function Troubles({ stops }: { stops: readonly Stop[] }): ReactElement | null {
  const troubles = stops.flatMap(({ station, refusals, failure }) => [
    ...refusals.map((words) => ({ station, words, verb: "The referee refused", isEnd: false })),
    ...(failure === null ? [] : [{ station, words: failure, verb: "Failed in", isEnd: true }]),
  ]);
  if (troubles.length === 0) return null;
  return (
    <ul className={classes["troubles"]} aria-label="What was refused">
      {troubles.map(({ station, words, verb, isEnd }, n) => (
        <li key={n} data-end={isEnd || undefined}>
          <Text component="span" size="sm" fw={600}>
            {verb} {stationNames[station].toLowerCase()}
          </Text>
          <p>
            <Told text={words} />
          </p>
        </li>
      ))}
    </ul>
  );
}
