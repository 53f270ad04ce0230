import { Fieldset, NumberInput, SimpleGrid, Stack } from "@mantine/core";
import type { ReactElement } from "react";
import { risks } from "../../../../../../shared/domain/boundary.ts";
import { Panel } from "../../../parts/panel.tsx";
import type { Editing } from "./use-rules-edit.ts";

/** How long a question to the approvers waits, by the risk of what it is about. */
export function PatienceSection({ editing: { fields } }: { editing: Editing }): ReactElement {
  return (
    <Panel title="Patience" lead="A question that is closed unanswered means no.">
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {risks.map((risk) => (
          <Fieldset key={risk} legend={`${risk.slice(0, 1).toUpperCase()}${risk.slice(1)} risk`}>
            <Stack gap="sm">
              <NumberInput
                label="Remind after"
                suffix=" hours"
                {...fields.amount(`patience.${risk}.remindHours`)}
              />
              <NumberInput
                label="Close after"
                description="Empty: never."
                placeholder="never"
                suffix=" hours"
                {...fields.amount(`patience.${risk}.expireHours`, { empty: "null" })}
              />
            </Stack>
          </Fieldset>
        ))}
      </SimpleGrid>
    </Panel>
  );
}
