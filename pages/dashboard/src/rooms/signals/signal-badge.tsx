import { Badge, type MantineColor } from "@mantine/core";
import type { ReactElement } from "react";
import type { SignalView } from "./signal-words.ts";

const colors: Record<SignalView["status"], MantineColor> = {
  received: "rail",
  queued: "rail",
  handled: "green",
  dropped: "gray",
  dead: "red",
};

export function SignalBadge({ status }: Pick<SignalView, "status">): ReactElement {
  return (
    <Badge color={colors[status]} variant="light" tt="none" fw={600} style={{ flexShrink: 0 }}>
      {status}
    </Badge>
  );
}
