import { SimpleGrid } from "@mantine/core";
import type { ReactElement } from "react";
import { Panel } from "../../../parts/panel.tsx";
import { counted, kindWords } from "../../../parts/words.ts";
import type { Rules } from "../setting.ts";
import { Amount } from "./amount.tsx";
import type { Editing } from "./editing.ts";

/** How long held kinds wait before they happen by themselves, where the team wants it otherwise than the boundaries. */
export function WindowsSection({
  editing: { rules, change, problem, readOnly, boundaries },
}: {
  editing: Editing;
}): ReactElement {
  const held = boundaries.filter(({ verdict }) => verdict === "hold");
  return (
    <Panel
      title="Windows of holds"
      lead="Time in which anyone allowed can cancel, before it happens by itself."
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {held.map(({ kind, windowSeconds }) => (
          <Amount
            key={kind}
            label={kindWords(kind)}
            description={`Empty: ${counted(windowSeconds / 60, "minute")}, as the boundary has it.`}
            placeholder={`${windowSeconds / 60} minutes`}
            suffix=" minutes"
            value={(rules.windows[kind] ?? Number.NaN) / 60}
            onChange={(minutes) => change({ windows: withWindow(rules.windows, kind, minutes) })}
            error={problem(`windows.${kind}`)}
            readOnly={readOnly}
          />
        ))}
      </SimpleGrid>
    </Panel>
  );
}

function withWindow(windows: Rules["windows"], kind: string, minutes: number): Rules["windows"] {
  const { [kind]: _before, ...others } = windows;
  return Number.isNaN(minutes) ? others : { ...others, [kind]: minutes * 60 };
}
