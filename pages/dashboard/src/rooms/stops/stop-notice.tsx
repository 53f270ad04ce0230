import { Alert, Group, Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { Answer } from "../../api/client.ts";
import { Person } from "../../parts/person.tsx";
import { Moment } from "../../parts/when.tsx";
import { ResumeButton } from "./resume-button.tsx";
import { stoppedWhat } from "./stop-words.ts";

/** Dark enough for white words in both color schemes. */
const red = "#b3261e";

/** A stop in red: what, who, when and why. */
export function StopNotice({ stop }: { stop: Answer<"GET /api/stops">["open"][number] }): ReactElement {
  return (
    <Alert variant="filled" color={red} py="xs" radius="sm">
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="white" style={{ flex: "1 1 14rem", overflowWrap: "anywhere" }}>
          <strong>{stoppedWhat(stop)} is stopped</strong> by <Person id={stop.by} />, <Moment at={stop.at} />:{" "}
          {stop.reason}
        </Text>
        {stop.mine && <ResumeButton stop={stop} />}
      </Group>
    </Alert>
  );
}
