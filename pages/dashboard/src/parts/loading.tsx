import { Skeleton, Stack, VisuallyHidden } from "@mantine/core";
import type { ReactElement } from "react";

const widths = ["62%", "88%", "74%", "81%", "55%", "90%", "68%", "79%"];

/** Stands where something is being read for the first time. */
export function Loading({ lines = 4 }: { lines?: number }): ReactElement {
  return (
    <Stack gap="sm" role="status" p="xs">
      <VisuallyHidden>Loading</VisuallyHidden>
      {widths.slice(0, lines).map((width) => (
        <Skeleton key={width} height={14} width={width} />
      ))}
    </Stack>
  );
}
