import { Group, Text } from "@mantine/core";
import type { ReactElement } from "react";
import classes from "./chart.module.css";
import type { Series, Tone } from "./figures.ts";

export function Swatch({ tone, shape }: { tone: Tone; shape: Series["shape"] }): ReactElement {
  return (
    <span
      className={classes["swatch"]}
      data-shape={shape}
      style={{ color: `light-dark(${tone.light}, ${tone.dark})` }}
      aria-hidden="true"
    />
  );
}

/** What the colors mean. */
export function Legend({ series }: { series: readonly Series[] }): ReactElement {
  return (
    <Group gap="md" component="ul" className={classes["legend"]}>
      {series.map(({ name, tone, shape }) => (
        <Group key={name} gap={6} wrap="nowrap" component="li">
          <Swatch tone={tone} shape={shape} />
          <Text size="xs">{name}</Text>
        </Group>
      ))}
    </Group>
  );
}
