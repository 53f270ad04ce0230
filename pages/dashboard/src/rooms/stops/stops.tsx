import { Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { useApi } from "../../api/use-api.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Person } from "../../parts/person.tsx";
import { Room } from "../../parts/room.tsx";
import { Moment } from "../../parts/when.tsx";
import { type StopView, stoppedWhat } from "./stop-words.ts";

/** What was stopped, by whom and why, and who let it go on. What is stopped now stands above every room. */
export function Stops(): ReactElement {
  const { data, error, refetch } = useApi("GET /api/stops");
  return (
    <Room
      title="Stops"
      lead="One switch for everything, a project, a job, a service or a kind of action: the red button above."
    >
      {data === undefined &&
        (error === null ? <Loading /> : <Failure error={error} onRetry={() => void refetch()} />)}
      {data !== undefined && data.open.length === 0 && (
        <Empty title="Nothing is stopped">What is stopped stands in red above every room.</Empty>
      )}
      {data !== undefined && data.open.length > 0 && (
        <Text size="sm">What is stopped now stands in red above.</Text>
      )}
      {data !== undefined && data.ended.length > 0 && (
        <Panel title="Ended">
          <Stack gap="sm">
            {data.ended.map((stop) => (
              <Ended stop={stop} key={stop.id} />
            ))}
          </Stack>
        </Panel>
      )}
    </Room>
  );
}

function Ended({ stop }: { stop: StopView }): ReactElement {
  const { by, at, reason, resumedBy, resumedAt, resumedReason } = stop;
  return (
    <div>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        <strong>{stoppedWhat(stop)}</strong>: stopped by <Person id={by} />, <Moment at={at} />: {reason}
      </Text>
      {resumedBy !== null && resumedAt !== null && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          Resumed by <Person id={resumedBy} />, <Moment at={resumedAt} />: {resumedReason}
        </Text>
      )}
    </div>
  );
}
