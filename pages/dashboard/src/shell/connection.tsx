import { Group, Text, Tooltip } from "@mantine/core";
import type { ReactElement } from "react";
import { type Connection, useBoard } from "../live/board.tsx";
import classes from "./connection.module.css";

const words: Record<Connection, { label: string; more: string }> = {
  connecting: { label: "Connecting", more: "Waiting for the Worker to answer" },
  live: { label: "Live", more: "What happens shows here at once" },
  lost: { label: "Disconnected", more: "What you see may be old; it tries to connect again by itself" },
};

/** Whether what is shown is how it is. */
export function ConnectionState(): ReactElement {
  const { connection } = useBoard();
  const { label, more } = words[connection];
  return (
    <Tooltip label={more}>
      <Group gap={6} wrap="nowrap" role="status" aria-live="polite">
        <span className={classes["lamp"]} data-state={connection} aria-hidden="true" />
        <Text component="span" size="sm" c="dimmed">
          {label}
        </Text>
      </Group>
    </Tooltip>
  );
}
