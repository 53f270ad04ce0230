import { SegmentedControl, SimpleGrid } from "@mantine/core";
import { type ReactElement, useMemo } from "react";
import type { Answer } from "../../api/client.ts";
import { Chart } from "../../parts/chart/chart.tsx";
import { dollars } from "../../parts/money.tsx";
import { Panel } from "../../parts/panel.tsx";
import { activityFigures } from "./activity.ts";

const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** How tasks ended and what was spent, over the hours that are chosen. */
export function Throughput({
  activity,
  hours,
  onHours,
}: {
  activity: Answer<"GET /api/overview">["activity"];
  hours: number;
  onHours: (hours: number) => void;
}): ReactElement {
  const { ended, spent, stepHours } = useMemo(() => activityFigures(activity, dollars), [activity]);
  const each = stepHours === 1 ? "an hour" : `in ${stepHours} hours`;
  return (
    <Panel
      title="Throughput"
      lead={`Times are those of ${zone}.`}
      actions={
        <SegmentedControl
          size="xs"
          aria-label="Span"
          value={String(hours)}
          onChange={(value) => onHours(Number(value))}
          data={[
            { value: "24", label: "24 hours" },
            { value: "168", label: "7 days" },
          ]}
        />
      }
    >
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <Chart title={`Tasks that ended, ${each}`} figures={ended} />
        <Chart title={`Spent, ${each}`} figures={spent} />
      </SimpleGrid>
    </Panel>
  );
}
