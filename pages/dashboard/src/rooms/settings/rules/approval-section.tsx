import { MultiSelect, SimpleGrid } from "@mantine/core";
import type { ReactElement } from "react";
import { isActionKind } from "../../../../../../shared/policy/boundaries.ts";
import { Panel } from "../../../parts/panel.tsx";
import { kindWords } from "../../../parts/words.ts";
import { Amount } from "./amount.tsx";
import type { Editing } from "./editing.ts";

/** Who must agree, and how long a yes counts. */
export function ApprovalSection({
  editing: { rules, change, problem, readOnly, boundaries },
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
          value={rules.twoPeople}
          onChange={(chosen) => change({ twoPeople: chosen.filter(isActionKind) })}
          data={options([...new Set([...kinds, ...rules.twoPeople])])}
          readOnly={readOnly}
        />
        <MultiSelect
          label="Own requests"
          description="Kinds seen outside the team that their requester may approve nevertheless."
          value={rules.ownAllowed}
          onChange={(chosen) => change({ ownAllowed: chosen.filter(isActionKind) })}
          data={options([...new Set([...outward, ...rules.ownAllowed])])}
          readOnly={readOnly}
        />
        <Amount
          label="A yes counts for"
          description="What has not happened by then asks again."
          suffix=" hours"
          value={rules.approvalValidHours}
          onChange={(approvalValidHours) => change({ approvalValidHours })}
          error={problem("approvalValidHours")}
          readOnly={readOnly}
        />
      </SimpleGrid>
    </Panel>
  );
}
