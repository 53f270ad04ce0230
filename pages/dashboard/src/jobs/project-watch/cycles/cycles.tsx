import { Anchor, Stack, Table, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { call } from "../../../api/client.ts";
import { useList } from "../../../api/use-api.ts";
import { StatusBadge } from "../../../parts/badges.tsx";
import { lasting } from "../../../parts/duration.ts";
import { Empty } from "../../../parts/empty.tsx";
import { Failure } from "../../../parts/failure.tsx";
import { LoadMore } from "../../../parts/load-more.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { Money } from "../../../parts/money.tsx";
import { Stamp } from "../../../parts/when.tsx";
import { WideTable } from "../../../parts/wide-table.tsx";
import { counted } from "../../../parts/words.ts";
import type { Cycle, WatchedProject } from "../views.ts";

/** The cycles that had something to do, with what each took. */
export function Cycles({ watch }: { watch: WatchedProject }): ReactElement {
  const { project, cycles: all, idle } = watch;
  const key = "GET /api/projects/{project}/cycles";
  const list = useList([key, project], async (cursor, signal) =>
    call(key, { params: { project }, query: { cursor } }, signal),
  );
  const cycles = list.data?.pages.flatMap((page) => page.cycles);
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {counted(all, "cycle")} so far, {idle === all ? "all" : new Intl.NumberFormat().format(idle)} of them
        without anything new: those cost nothing and are not listed.
      </Text>
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {cycles === undefined && list.error === null && <Loading lines={6} />}
      {cycles?.length === 0 && (
        <Empty title="No cycle had anything to do yet">
          One stands here as soon as something changes in the project.
        </Empty>
      )}
      {cycles !== undefined && cycles.length > 0 && <CycleTable cycles={cycles} />}
      <LoadMore list={list} />
    </Stack>
  );
}

const heads = ["Signals", "Steps", "Tokens in", "Tokens out", "Cost", "Took"] as const;

function CycleTable({ cycles }: { cycles: readonly Cycle[] }): ReactElement {
  return (
    <WideTable label="Cycles" minWidth={900}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">When</Table.Th>
          <Table.Th scope="col">What came of it</Table.Th>
          {heads.map((head) => (
            <Table.Th scope="col" ta="right" key={head}>
              {head}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {cycles.map((cycle) => (
          <Row cycle={cycle} key={cycle.taskId} />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function Row({ cycle }: { cycle: Cycle }): ReactElement {
  const { taskId, status, outcome, housekeeping, rehearsal, createdAt, endedAt } = cycle;
  const count = new Intl.NumberFormat();
  const also = [
    ...(rehearsal ? ["a look back: nothing was done"] : []),
    ...(housekeeping ? ["housekeeping"] : []),
  ];
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        <Anchor component={Link} href={`/tasks/${encodeURIComponent(taskId)}`} inherit>
          <Stamp at={createdAt} />
        </Anchor>
      </Table.Th>
      <Table.Td miw={220}>
        {outcome ?? (status === null ? "Not known" : <StatusBadge status={status} />)}
        {also.length > 0 && (
          <Text size="xs" c="dimmed">
            {also.join(", ")}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right">{count.format(cycle.signals)}</Table.Td>
      <Table.Td ta="right">{count.format(cycle.steps)}</Table.Td>
      <Table.Td ta="right">{count.format(cycle.inputTokens)}</Table.Td>
      <Table.Td ta="right">{count.format(cycle.outputTokens)}</Table.Td>
      <Table.Td ta="right">
        <Money usd={cycle.usd} />
      </Table.Td>
      <Table.Td ta="right">
        {endedAt === null ? "–" : lasting(Date.parse(endedAt) - Date.parse(createdAt))}
      </Table.Td>
    </Table.Tr>
  );
}
