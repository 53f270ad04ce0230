import { Fieldset, NumberInput, SimpleGrid, Stack } from "@mantine/core";
import type { ReactElement } from "react";
import { Panel } from "../../../parts/panel.tsx";
import type { Editing } from "./use-rules-edit.ts";

const steps = [
  ["toArtefact", "From 1 monitoring to 2 artefact"],
  ["toTactical", "From 2 artefact to 3 tactical"],
] as const;
const thresholds = [
  ["days", "Clean days"],
  ["accepted", "Accepted"],
  ["reviewedMessages", "Reviewed messages"],
] as const;
const losses = [
  ["days", "Within days"],
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
