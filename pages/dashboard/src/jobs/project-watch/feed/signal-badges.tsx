import { Badge, Group } from "@mantine/core";
import type { ReactElement } from "react";
import type { Signal } from "../views.ts";
import { importanceLooks } from "./feed-words.ts";

/** How important a signal is and what it is about; nothing as long as nobody has thought about it. */
export function SignalBadges({
  signal: { importance, category, provenance },
}: {
  signal: Pick<Signal, "importance" | "category" | "provenance">;
}): ReactElement {
  return (
    <Group gap={6}>
      {importance !== null && <Tag color={importanceLooks[importance]}>{importance}</Tag>}
      {category !== null && category !== "other" && <Tag color="grape">{category}</Tag>}
      {provenance === "external" && <Tag color="orange">from outside</Tag>}
    </Group>
  );
}

function Tag({ color, children }: { color: string; children: string }): ReactElement {
  return (
    <Badge color={color} variant="light" tt="none" fw={600} miw="max-content">
      {children}
    </Badge>
  );
}
