import { SimpleGrid, Stack } from "@mantine/core";
import type { ReactElement } from "react";
import { type Answer, call } from "../../api/client.ts";
import { useList } from "../../api/use-api.ts";
import { oneOf } from "../../parts/address.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Filter } from "../../parts/filter.tsx";
import { LoadMore } from "../../parts/load-more.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Room } from "../../parts/room.tsx";
import { useAddress } from "../../parts/use-address.ts";
import { spoken } from "../../parts/words.ts";
import { SignalDrawer } from "./signal-drawer.tsx";
import { SignalRow } from "./signal-row.tsx";
import classes from "./signal-row.module.css";
import { signalStatuses } from "./signal-words.ts";

/** All that came in, whatever became of it. */
export function Signals(): ReactElement {
  const { get, set } = useAddress();
  const query = { status: oneOf(get("status"), statusValues), kind: get("kind") ?? undefined };
  const list = useList(["GET /api/signals", query], async (cursor, signal) =>
    call("GET /api/signals", { query: { ...query, cursor } }, signal),
  );
  const kinds = list.data?.pages[0]?.kinds ?? [];
  return (
    <Room title="Signals" lead="All that came in, once each. What nothing was done about says why.">
      <SimpleGrid cols={2} maw={520} spacing="sm">
        <Filter
          name="status"
          label="Status"
          all="Any status"
          options={signalStatuses.map(({ value, label }) => ({ value, label: spoken(label) }))}
        />
        <Filter
          name="kind"
          label="Kind"
          all="Any kind"
          options={kinds.map(({ kind, label }) => ({ value: kind, label }))}
        />
      </SimpleGrid>
      <SignalList list={list} isNarrowed={query.status !== undefined || query.kind !== undefined} />
      <SignalDrawer id={get("signal")} onClose={() => set({ signal: null }, { replace: true })} />
    </Room>
  );
}

const statusValues = signalStatuses.map(({ value }) => value);

function SignalList({
  list,
  isNarrowed,
}: {
  list: ReturnType<typeof useList<Answer<"GET /api/signals">>>;
  isNarrowed: boolean;
}): ReactElement {
  if (list.data === undefined)
    return list.error === null ? (
      <Loading lines={8} />
    ) : (
      <Failure error={list.error} onRetry={() => void list.refetch()} />
    );
  const signals = list.data.pages.flatMap((page) => page.signals);
  return (
    <Stack>
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {signals.length === 0 ? (
        <Empty title={isNarrowed ? "No signal fits" : "Nothing has come in yet"}>
          {isNarrowed
            ? "Take a filter away to see the others."
            : "Messages from Slack, calls of the API and the clock show here as soon as they are recorded."}
        </Empty>
      ) : (
        <ul className={classes["list"]} aria-label="Signals" aria-busy={list.isPlaceholderData}>
          {signals.map((signal) => (
            <SignalRow signal={signal} key={signal.id} />
          ))}
        </ul>
      )}
      <LoadMore list={list} />
    </Stack>
  );
}
