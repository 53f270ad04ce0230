import { Stack } from "@mantine/core";
import type { ReactElement } from "react";
import { ledgerTypes } from "../../../../../shared/jobs/facts.ts";
import { call } from "../../api/client.ts";
import { useList } from "../../api/use-api.ts";
import { oneOf } from "../../parts/address.ts";
import { Empty } from "../../parts/empty.tsx";
import { Fact, Facts } from "../../parts/fact/fact.tsx";
import { Failure } from "../../parts/failure.tsx";
import { LoadMore } from "../../parts/load-more.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Room } from "../../parts/room.tsx";
import { useAddress } from "../../parts/use-address.ts";
import { ExportLinks } from "./export-links.tsx";
import { LedgerFilters } from "./ledger-filters.tsx";
import { Stamp } from "./stamp.tsx";
import { TaskLink } from "./task-link.tsx";

/** Everything that has been recorded. Nothing is ever taken out. */
export function Ledger(): ReactElement {
  const { get } = useAddress();
  const filter = { type: oneOf(get("type"), ledgerTypes), task: get("task") ?? undefined };
  const list = useList(["GET /api/ledger", filter], async (cursor, signal) =>
    call("GET /api/ledger", { query: { ...filter, limit: 50, cursor } }, signal),
  );
  const facts = list.data?.pages.flatMap((page) => page.entries);
  const isNarrowed = filter.type !== undefined || filter.task !== undefined;
  return (
    <Room
      title="Ledger"
      lead="Every fact, newest first. Facts are only ever added."
      actions={<ExportLinks filter={filter} />}
    >
      <LedgerFilters />
      <Stack>
        {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
        {facts === undefined && list.error === null && <Loading lines={8} />}
        {facts?.length === 0 && (
          <Empty title={isNarrowed ? "No fact fits" : "Nothing is recorded yet"}>
            {isNarrowed
              ? "Take a filter away, or look whether the task's id is whole."
              : "The first signal that comes in makes the first entry."}
          </Empty>
        )}
        {facts !== undefined && facts.length > 0 && (
          <Facts label="Ledger, newest first" isDated>
            {facts.map((fact) => (
              <Fact fact={fact} key={fact.id} when={<Stamp at={fact.at} />}>
                {fact.taskId !== null && <TaskLink id={fact.taskId} />}
              </Fact>
            ))}
          </Facts>
        )}
        <LoadMore list={list} />
      </Stack>
    </Room>
  );
}
