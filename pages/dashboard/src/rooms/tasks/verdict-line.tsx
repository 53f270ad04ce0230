import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Disclosure } from "../../parts/disclosure.tsx";
import { lasting } from "../../parts/duration.ts";
import classes from "./line.module.css";
import { Line } from "./line.tsx";
import type { Dossier } from "../../jobs/job-panels.ts";

type Verdict = Dossier["actions"][number]["verdict"];

const names: Record<keyof Verdict["dimensions"], string> = {
  sourceAgreement: "Source agreement",
  boundaryCompliance: "Boundary",
  schemaValidity: "Form",
  precedent: "Precedent",
};

/** What policy said, with its reasons and the four dimensions that it looked at. */
export function VerdictLine({ verdict }: { verdict: Verdict }): ReactElement {
  return (
    <Line name="Policy">
      <Text component="span" inherit fw={600}>
        {wordsOf(verdict)}
      </Text>
      {verdict.reasons.map((reason) => (
        <div key={reason}>{reason}</div>
      ))}
      <Disclosure label="What it looked at">
        <ul className={classes["dimensions"]}>
          {dimensionsOf(verdict).map(([name, { pass, finding }]) => (
            <li key={name}>
              <Text component="span" inherit fw={600} c={pass ? "green" : "red"} className={classes["mark"]}>
                {pass ? "passes" : "fails"}
              </Text>
              <span>{name}</span>
              <span>{finding}</span>
            </li>
          ))}
        </ul>
      </Disclosure>
    </Line>
  );
}

function wordsOf({ kind, windowMs, rule }: Verdict): string {
  const people = rule?.people === 2 ? "two people" : "a person";
  switch (kind) {
    case "auto":
      return "May happen by itself";
    case "hold":
      return windowMs === undefined ? "Held" : `Held for ${lasting(windowMs)}`;
    case "approval":
      return `Needs ${people}`;
    case "forbidden":
      return "Forbidden";
  }
}

function dimensionsOf({ dimensions }: Verdict) {
  const { sourceAgreement, boundaryCompliance, schemaValidity, precedent } = dimensions;
  return [
    [names.sourceAgreement, sourceAgreement],
    [names.boundaryCompliance, boundaryCompliance],
    [names.schemaValidity, schemaValidity],
    [names.precedent, precedent],
  ] as const;
}
