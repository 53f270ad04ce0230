import { MultiSelect, NumberInput, SimpleGrid } from "@mantine/core";
import type { ReactElement } from "react";
import { Panel } from "../../../parts/panel.tsx";
import { kindWords } from "../../../actions/registry.ts";
import type { Editing } from "./use-rules-edit.ts";

/** Who must agree, and how long a yes counts. */
export function ApprovalSection({
  editing: { rules, fields, boundaries },
}: {
  editing: Editing;
}): ReactElement {
  const options = (kinds: readonly string[]) =>
    kinds.map((kind) => ({ value: kind, label: kindWords(kind) }));
  const possible = boundaries.filter(({ verdict }) => verdict !== "forbidden");
  const kinds = possible.map(({ kind }) => kind);
  const outward = possible.flatMap(({ kind, outward: isOutward }) => (isOutward ? [kind] : []));
  return (
    <Panel title="Approval">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <MultiSelect
          label="Two people"
          description="Kinds that two people must agree to."
          data={options([...new Set([...kinds, ...rules.twoPeople])])}
          {...fields.list("twoPeople")}
        />
        <MultiSelect
          label="Own requests"
          description="Kinds seen outside the team that their requester may approve nevertheless."
          data={options([...new Set([...outward, ...rules.ownAllowed])])}
          {...fields.list("ownAllowed")}
        />
        <NumberInput
          label="A yes counts for"
          description="What has not happened by then asks again."
          suffix=" hours"
          {...fields.amount("approvalValidHours")}
        />
      </SimpleGrid>
    </Panel>
  );
}
