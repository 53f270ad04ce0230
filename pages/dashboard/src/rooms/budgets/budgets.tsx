import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import { useApi } from "../../api/use-api.ts";
import { Failure } from "../../parts/failure.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Room } from "../../parts/room.tsx";
import { useSession } from "../../session/session.tsx";
import { History } from "./history.tsx";
import { Pots } from "./pots.tsx";

/** What the work may cost, what it costs, and what it has cost. */
export function Budgets(): ReactElement {
  const { may } = useSession();
  const { data, error, refetch } = useApi("GET /api/budgets");
  return (
    <Room
      title="Budgets"
      lead="When a pot is empty, the tasks that need it pause. They go on after a top-up, a higher limit, or when its next day or month begins."
    >
      {!may("operator") && (
        <Text size="sm" c="dimmed">
          Operators set limits and top up. You can look.
        </Text>
      )}
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <Pots pots={data.budgets} taskLimitUsd={data.taskLimitUsd} />
      )}
      <History />
    </Room>
  );
}
