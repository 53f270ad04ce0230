import { NumberInput } from "@mantine/core";
import type { ReactElement } from "react";
import { Panel } from "../../../parts/panel.tsx";
import type { Editing } from "./use-rules-edit.ts";

/** How long records stay at hand, and memories stay at all. */
export function RetentionSection({ editing: { fields } }: { editing: Editing }): ReactElement {
  return (
    <Panel title="Archive and memory" lead="What moves there can still be read, on the page of its task.">
      <NumberInput
        label="Tasks that are over move after"
        description="100 days or more. Empty: never."
        placeholder="never"
        suffix=" days"
        allowDecimal={false}
        {...fields.amount("retention.taskDays", { empty: "null" })}
      />
      <NumberInput
        label="Memories are forgotten after"
        description="Of all kinds, for good. Empty: never. RULES.memory.kinds sets it for a kind."
        placeholder="never"
        suffix=" days"
        allowDecimal={false}
        {...fields.amount("memory.keepDays", { empty: "null" })}
      />
    </Panel>
  );
}
