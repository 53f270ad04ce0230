import { Fieldset, NumberInput, SimpleGrid, Stack } from "@mantine/core";
import type { ReactElement } from "react";
import { levelWords } from "../../../parts/level-words.ts";
import { Panel } from "../../../parts/panel.tsx";
import type { Editing } from "./use-rules-edit.ts";

const steps = [
  ["toArtefact", `From ${levelWords[1].name} to ${levelWords[2].name}`],
  ["toTactical", `From ${levelWords[2].name} to ${levelWords[3].name}`],
] as const;
const thresholds = [
  ["days", "Clean days"],
  ["accepted", "Accepted"],
  ["reviewedMessages", "Reviewed messages"],
] as const;
const losses = [
  ["days", "Within days"],
  ["corrected", "Corrected"],
  ["rejected", "Rejected"],
  ["reverted", "Reverted"],
] as const;

/** What autonomy is earned and lost by. */
export function TrustSection({ editing: { fields } }: { editing: Editing }): ReactElement {
  return (
    <Panel
      title="Trust"
      lead="A promotion is only proposed: an operator ratifies it. A level is lowered at once."
    >
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {steps.map(([step, legend]) => (
          <Fieldset key={step} legend={legend}>
            <Stack gap="sm">
              {thresholds.map(([key, label]) => (
                <NumberInput
                  key={key}
                  label={label}
                  allowDecimal={false}
                  {...fields.amount(`promotion.${step}.${key}`)}
                />
              ))}
            </Stack>
          </Fieldset>
        ))}
        <Fieldset legend="One level down after">
          <Stack gap="sm">
            {losses.map(([key, label]) => (
              <NumberInput
                key={key}
                label={label}
                allowDecimal={key === "days"}
                {...fields.amount(`demotion.${key}`)}
              />
            ))}
          </Stack>
        </Fieldset>
      </SimpleGrid>
    </Panel>
  );
}
