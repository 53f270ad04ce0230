import { Fieldset, SimpleGrid, Stack } from "@mantine/core";
import type { ReactElement } from "react";
import { Panel } from "../../../parts/panel.tsx";
import { Amount } from "./amount.tsx";
import type { Editing } from "./editing.ts";

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
export function TrustSection({
  editing: { rules, change, problem, readOnly },
}: {
  editing: Editing;
}): ReactElement {
  const { promotion, demotion } = rules;
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
                <Amount
                  key={key}
                  label={label}
                  value={promotion[step][key]}
                  onChange={(value) =>
                    change({ promotion: { ...promotion, [step]: { ...promotion[step], [key]: value } } })
                  }
                  error={problem(`promotion.${step}.${key}`)}
                  readOnly={readOnly}
                  whole
                />
              ))}
            </Stack>
          </Fieldset>
        ))}
        <Fieldset legend="One level down after">
          <Stack gap="sm">
            {losses.map(([key, label]) => (
              <Amount
                key={key}
                label={label}
                value={demotion[key]}
                onChange={(value) => change({ demotion: { ...demotion, [key]: value } })}
                error={problem(`demotion.${key}`)}
                readOnly={readOnly}
                whole={key !== "days"}
              />
            ))}
          </Stack>
        </Fieldset>
      </SimpleGrid>
    </Panel>
  );
}
