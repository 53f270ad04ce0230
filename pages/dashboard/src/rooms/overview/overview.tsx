import { Grid, Stack } from "@mantine/core";
import type { ReactElement } from "react";
import { useSearchParams } from "wouter";
import type { Answer } from "../../api/client.ts";
import { useApi } from "../../api/use-api.ts";
import { Failure } from "../../parts/failure.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Room } from "../../parts/room.tsx";
import { Integrations } from "./integrations.tsx";
import { Queues } from "./queues.tsx";
import { Runs } from "./runs.tsx";
import { Spend } from "./spend.tsx";
import { Throughput } from "./throughput.tsx";
import { Waits } from "./waits.tsx";

const spans = { 24: "the last 24 hours", 168: "the last 7 days" } as const;

/** How everything stands, at one glance. */
export function Overview(): ReactElement {
  const [search, setSearch] = useSearchParams();
  const hours = search.get("hours") === "168" ? 168 : 24;
  const { data, error, refetch } = useApi("GET /api/overview", { query: { hours } });
  return (
    <Room title="Overview">
      {data === undefined ? (
        error === null ? (
          <Loading lines={8} />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <Everything
          overview={data}
          hours={hours}
          onHours={(next) => setSearch(next === 168 ? { hours: "168" } : {}, { replace: true })}
        />
      )}
    </Room>
  );
}

function Everything({
  overview: { waiting, merges, tasks, budgets, activity, integrations, queues },
  hours,
  onHours,
}: {
  overview: Answer<"GET /api/overview">;
  hours: 24 | 168;
  onHours: (hours: number) => void;
}): ReactElement {
  return (
    <>
      <Waits waiting={waiting} merges={merges} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="lg">
            <Runs counts={tasks} span={spans[hours]} />
            <Integrations integrations={integrations} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="lg">
            <Spend pots={budgets} />
            <Queues queues={queues} />
          </Stack>
        </Grid.Col>
      </Grid>
      <Throughput activity={activity} hours={hours} onHours={onHours} />
    </>
  );
}
