import { Button, Group, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { Moment } from "../../../parts/when.tsx";
import { Person } from "../../../parts/person.tsx";
import { useSession } from "../../../session/session.tsx";
import type { Origin } from "../setting.ts";
import { Reset } from "./reset.tsx";

/** Where a setting comes from, who changed it last, and the way back to the configuration. */
export function OriginLine({ name, origin }: { name: "people" | "rules"; origin: Origin }): ReactElement {
  const { may } = useSession();
  const [isAsking, setAsking] = useState(false);
  const { source, changedBy, changedAt } = origin;
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm" c="dimmed">
        {source === "configuration"
          ? "As the configuration (wrangler.toml) has it."
          : "Changed on the dashboard, which counts over the configuration."}
        {changedBy !== null && changedAt !== null && (
          <>
            {" "}
            Last changed by <Person id={changedBy} />, <Moment at={changedAt} />.
          </>
        )}
      </Text>
      {may("operator") && source === "dashboard" && (
        <Button size="xs" variant="default" onClick={() => setAsking(true)}>
          Back to the configuration
        </Button>
      )}
      {isAsking && <Reset name={name} version={origin.version} onClose={() => setAsking(false)} />}
    </Group>
  );
}
