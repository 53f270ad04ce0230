import { Fieldset, SimpleGrid, Stack } from "@mantine/core";
import type { ReactElement } from "react";
import { Panel } from "../../../parts/panel.tsx";
import { Amount } from "./amount.tsx";
import type { Editing } from "./editing.ts";

const risks = ["low", "medium", "high"] as const;

/** How long a question to the approvers waits, by the risk of what it is about. */
export function PatienceSection({
  editing: { rules, change, problem, readOnly },
}: {
  editing: Editing;
}): ReactElement {
  const { patience } = rules;
  return (
    <Panel title="Patience" lead="A question that is closed unanswered means no.">
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {risks.map((risk) => {
          const put = (changes: Partial<(typeof patience)[typeof risk]>): void =>
            change({ patience: { ...patience, [risk]: { ...patience[risk], ...changes } } });
          return (
            <Fieldset key={risk} legend={`${risk.slice(0, 1).toUpperCase()}${risk.slice(1)} risk`}>
              <Stack gap="sm">
                <Amount
                  label="Remind after"
                  suffix=" hours"
                  value={patience[risk].remindHours}
                  onChange={(remindHours) => put({ remindHours })}
                  error={problem(`patience.${risk}.remindHours`)}
                  readOnly={readOnly}
                />
                <Amount
                  label="Close after"
                  description="Empty: never."
                  placeholder="never"
                  suffix=" hours"
                  value={patience[risk].expireHours ?? Number.NaN}
                  onChange={(hours) => put({ expireHours: Number.isNaN(hours) ? null : hours })}
                  error={problem(`patience.${risk}.expireHours`)}
                  readOnly={readOnly}
                />
              </Stack>
            </Fieldset>
          );
        })}
      </SimpleGrid>
    </Panel>
  );
}
