import { Paper, Stack, Text } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";

/** Says honestly that there is nothing, and what would make it otherwise. */
export function Empty({ title, children }: { title: string; children?: ReactNode }): ReactElement {
  return (
    <Paper p="xl" radius="md" withBorder bg="transparent" style={{ borderStyle: "dashed" }}>
      <Stack gap={4} align="center" ta="center">
        <Text fw={600}>{title}</Text>
        {children !== undefined && (
          <Text c="dimmed" size="sm" maw={460}>
            {children}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
