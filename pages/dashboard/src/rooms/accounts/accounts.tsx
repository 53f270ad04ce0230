import { SimpleGrid } from "@mantine/core";
import type { ReactElement } from "react";
import { useApi } from "../../api/use-api.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Room } from "../../parts/room.tsx";
import { AccountCard } from "./account-card.tsx";

/** Under whose name the crew publishes, and what has to be renewed. */
export function Accounts(): ReactElement {
  const { data, error, refetch } = useApi("GET /api/connections");
  return (
    <Room
      title="Accounts"
      lead="Under whose name texts go out. Access renews itself where it can; what a person has to renew is told a week before."
    >
      {data === undefined &&
        (error === null ? <Loading /> : <Failure error={error} onRetry={() => void refetch()} />)}
      {data?.connections.length === 0 && <Empty title="There is nothing to connect" />}
      {data !== undefined && (
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" style={{ alignItems: "start" }}>
          {data.connections.map((connection) => (
            <AccountCard connection={connection} key={connection.service} />
          ))}
        </SimpleGrid>
      )}
    </Room>
  );
}
