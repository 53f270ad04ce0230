import { Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { call } from "../../../api/client.ts";
import { useList } from "../../../api/use-api.ts";
import { Empty } from "../../../parts/empty.tsx";
import { Failure } from "../../../parts/failure.tsx";
import { LoadMore } from "../../../parts/load-more.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { ProposalList } from "./proposal-list.tsx";

/** What the watch has wanted to do: done, held, asked about, or only noted; of one cycle, or of all. */
export function Proposals({ project, taskId }: { project: string; taskId?: string }): ReactElement {
  const key = "GET /api/projects/{project}/proposals";
  const list = useList([key, project, taskId], async (cursor, signal) =>
    call(key, { params: { project }, query: { task: taskId, cursor } }, signal),
  );
  const proposals = list.data?.pages.flatMap((page) => page.proposals);
  return (
    <Stack>
      {taskId === undefined && (
        <Text size="sm" c="dimmed">
          All that it wanted to do, newest first. What is only noted its level did not let it do.
        </Text>
      )}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {proposals === undefined && list.error === null && <Loading lines={6} />}
      {proposals?.length === 0 && (
        <Empty title="Nothing was proposed">
          {taskId === undefined
            ? "When a signal asks for a ticket, a mail or a change of a milestone, it stands here, whatever became of it."
            : "Nothing in it asked for anything."}
        </Empty>
      )}
      {proposals !== undefined && proposals.length > 0 && <ProposalList proposals={proposals} />}
      <LoadMore list={list} />
    </Stack>
  );
}
