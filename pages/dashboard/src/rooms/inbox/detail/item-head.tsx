import { Group, Text, Title } from "@mantine/core";
import type { ReactElement } from "react";
import { ProvenanceBadge, RiskBadge } from "../../../parts/badges.tsx";
import type { FoundApproval } from "./found-approval.ts";

/** What it is, and where it goes. */
export function ItemHead({
  title,
  line,
  risk,
  provenance,
}: {
  title: string;
  /** What kind of thing it is, and for whom. */
  line: string;
  risk?: FoundApproval["action"]["risk"];
  provenance?: FoundApproval["action"]["provenance"];
}): ReactElement {
  return (
    <div>
      <Title
        order={2}
        id="item-heading"
        tabIndex={-1}
        style={{ overflowWrap: "anywhere", textWrap: "balance", scrollMarginTop: 80 }}
      >
        {title}
      </Title>
      <Group gap="xs" mt={6}>
        {risk && <RiskBadge risk={risk} />}
        {provenance && <ProvenanceBadge provenance={provenance} />}
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {line}
        </Text>
      </Group>
    </div>
  );
}
