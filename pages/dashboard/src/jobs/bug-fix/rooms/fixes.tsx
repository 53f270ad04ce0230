import { Button, Stack } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { call } from "../../../api/client.ts";
import { useList } from "../../../api/use-api.ts";
import { Empty } from "../../../parts/empty.tsx";
import { Failure } from "../../../parts/failure.tsx";
import { LoadMore } from "../../../parts/load-more.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { Room } from "../../../parts/room.tsx";
import rows from "../../../parts/rows.module.css";
import { useSession } from "../../../session/session.tsx";
import { FixRow } from "./fix-row.tsx";

/** The bugs that are being fixed, or were. */
export function Fixes(): ReactElement {
  const { may } = useSession();
  return (
    <Room
      title="Fixes"
      lead="Bugs on their way from a report to a pull request that a test proves."
      actions={
        may("approver") && (
          <Button component={Link} href="/fixes/new">
            Report a bug
          </Button>
        )
      }
    >
      <FixList />
    </Room>
  );
}

function FixList(): ReactElement {
  const list = useList(["GET /api/fixes"], async (cursor, signal) =>
    call("GET /api/fixes", { query: { cursor } }, signal),
  );
  if (list.data === undefined)
    return list.error === null ? (
      <Loading lines={8} />
    ) : (
      <Failure error={list.error} onRetry={() => void list.refetch()} />
    );
  const fixes = list.data.pages.flatMap((page) => page.fixes);
  return (
    <Stack>
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {fixes.length === 0 ? (
        <Empty title="No bugs yet">
          One comes from Sentry, from a label in Jira or on GitHub, from Slack, or when somebody reports it
          here.
        </Empty>
      ) : (
        <ul className={rows["rows"]} aria-label="Fixes">
          {fixes.map((fix) => (
            <FixRow fix={fix} key={fix.taskId} />
          ))}
        </ul>
      )}
      <LoadMore list={list} />
    </Stack>
  );
}
