import { Stack, Text, Title } from "@mantine/core";
import type { ReactElement } from "react";
import type { FoundApproval } from "./approval-view.tsx";
import classes from "./reasons.module.css";

type Verdict = FoundApproval["action"]["verdict"];

const names: Record<keyof Verdict["dimensions"], string> = {
  sourceAgreement: "Source agreement",
  boundaryCompliance: "Boundary compliance",
  schemaValidity: "Schema validity",
  precedent: "Precedent",
};

const order = ["sourceAgreement", "boundaryCompliance", "schemaValidity", "precedent"] as const;

const headings: Record<Verdict["kind"], string> = {
  auto: "Policy lets it happen",
  hold: "Policy holds it",
  approval: "Policy asks for a person",
  forbidden: "Policy forbids it",
};

/** What policy said of it, and the four dimensions that it looked at. */
export function Reasons({ verdict }: { verdict: Verdict }): ReactElement {
  return (
    <section aria-labelledby="reasons">
      <Title order={3} size="sm" id="reasons" mb={6}>
        {headings[verdict.kind]}
      </Title>
      <Stack gap={4} mb="sm">
        {verdict.reasons.map((reason) => (
          <Text key={reason} size="sm">
            {reason}
          </Text>
        ))}
      </Stack>
      <ul className={classes["dimensions"]}>
        {order.map((dimension) => {
          const { pass, finding } = verdict.dimensions[dimension];
          return (
            <li key={dimension} data-pass={pass}>
              <span className={classes["mark"]} role="img" aria-label={pass ? "passes:" : "does not pass:"}>
                {pass ? "✓" : "✕"}
              </span>
              <span>
                <span className={classes["name"]}>{names[dimension]}</span>
                <span className={classes["finding"]}>{finding}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
