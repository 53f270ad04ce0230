import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import { type ReactElement, type ReactNode, useId } from "react";

/** A part of a room under its own heading. */
export function Panel({
  title,
  lead,
  actions,
  children,
}: {
  title: string;
  /** What is in it, in a line. */
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}): ReactElement {
  const id = useId();
  return (
    <Paper component="section" withBorder p="md" aria-labelledby={id} miw={0}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" gap="xs">
          <div>
            <Title order={2} id={id} fz="md">
              {title}
            </Title>
            {lead !== undefined && (
              <Text c="dimmed" size="sm">
                {lead}
              </Text>
            )}
          </div>
          {actions !== undefined && <Group gap="xs">{actions}</Group>}
        </Group>
        {children}
      </Stack>
    </Paper>
  );
}
