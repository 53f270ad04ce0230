import { Anchor, Button, SimpleGrid, Stack } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { ledgerTypes } from "../../../../../shared/jobs/facts.ts";
import { addressOf, type Args, call } from "../../api/client.ts";
import { useList } from "../../api/use-api.ts";
import { oneOf } from "../../parts/address.ts";
import { Empty } from "../../parts/empty.tsx";
import { Fact, Facts } from "../../parts/fact/fact.tsx";
import { factWords } from "../../parts/fact/fact-words.ts";
import { Failure } from "../../parts/failure.tsx";
import { Filter } from "../../parts/filter.tsx";
import { LoadMore } from "../../parts/load-more.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Room } from "../../parts/room.tsx";
import { Stamp } from "../../parts/when.tsx";
import { TaskBox } from "./task-box.tsx";
import { useAddress } from "../../parts/use-address.ts";

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

const types = ledgerTypes
  .map((value) => ({ value, label: factWords(value) }))
  .toSorted((a, b) => a.label.localeCompare(b.label));

function LedgerFilters(): ReactElement {
  return (
    <SimpleGrid cols={2} maw={620} spacing="sm" role="search">
      <Filter name="type" label="Type" all="Any type" options={types} />
      <TaskBox />
    </SimpleGrid>
  );
}

type Query = NonNullable<Args<"GET /api/ledger/export">["query"]>;

/** Downloads of what the list is narrowed to, all of it: not only what is shown. */
function ExportLinks({ filter }: { filter: Omit<Query, "format"> }): ReactElement {
  const link = (format: Query["format"]): string =>
    addressOf("GET /api/ledger/export", { query: { ...filter, format } });
  return (
    <>
      <Button component="a" variant="default" href={link("csv")} download="ledger.csv">
        Export as CSV
      </Button>
      <Button component="a" variant="default" href={link("json")} download="ledger.ndjson">
        Export as JSON lines
      </Button>
    </>
  );
}

/** A fact's task, by its id. */
function TaskLink({ id }: { id: string }): ReactElement {
  return (
    <Anchor component={Link} href={`/tasks/${encodeURIComponent(id)}`} size="xs" ff="monospace">
      {id}
    </Anchor>
  );
}
