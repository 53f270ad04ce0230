import { Group, Paper, Text } from "@mantine/core";
import type { ReactElement } from "react";
import classes from "./chart.module.css";
import type { Figures } from "./figures.ts";
import { Swatch } from "./legend.tsx";

/** The figures of the step under the pointer, on the side of it that has room. */
export function Tooltip({
  figures: { steps, series, words },
  step,
  left,
  width,
}: {
  figures: Figures;
  step: number;
  left: number;
  width: number;
}): ReactElement | null {
  const named = steps[step];
  if (named === undefined) return null;
  // The plotting area begins right of the axis.
  const x = left + 56;
  const side = x > width / 2 ? { right: width - x + 12 } : { left: x + 12 };
  return (
    <Paper className={classes["tooltip"]} withBorder shadow="sm" p="xs" style={side} aria-hidden="true">
      <Text size="xs" fw={600}>
        {named.long}
      </Text>
      {series.map(({ name, tone, shape, values }) => (
        <Group key={name} gap="lg" justify="space-between" wrap="nowrap">
          <Group gap={6} wrap="nowrap">
            <Swatch tone={tone} shape={shape} />
            <Text size="xs">{name}</Text>
          </Group>
          <Text size="xs" className={classes["number"]}>
            {words(values[step] ?? 0)}
          </Text>
        </Group>
      ))}
    </Paper>
  );
}
