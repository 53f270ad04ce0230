import { NumberInput, SimpleGrid } from "@mantine/core";
import type { ReactElement } from "react";
import { Panel } from "../../../parts/panel.tsx";
import { kindWords } from "../../../actions/registry.ts";
import { lasting } from "../../../parts/duration.ts";
import type { Editing } from "./use-rules-edit.ts";

/** How long held kinds wait before they happen by themselves, where the team wants it otherwise than the boundaries. */
export function WindowsSection({ editing: { fields, boundaries } }: { editing: Editing }): ReactElement {
  const held = boundaries.filter(({ verdict }) => verdict === "hold");
  return (
    <Panel
      title="Windows of holds"
      lead="Time in which anyone allowed can cancel, before it happens by itself."
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {held.map(({ kind, windowSeconds }) => (
          <NumberInput
            key={kind}
            label={kindWords(kind)}
            description={`Empty: ${lasting(windowSeconds * 1000)}, as the boundary has it.`}
            placeholder={lasting(windowSeconds * 1000)}
            suffix=" minutes"
            {...fields.amount(`windows.${kind}`, { empty: "unset", per: 60 })}
          />
        ))}
      </SimpleGrid>
    </Panel>
  );
}
