import { Anchor, Text } from "@mantine/core";
import { type ReactElement, useMemo } from "react";
import { Link } from "wouter";
import type { Answer } from "../../api/client.ts";
import { useApi } from "../../api/use-api.ts";
import { Chart } from "../../parts/chart/chart.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Loading } from "../../parts/loading.tsx";
import { dollars } from "../../parts/money.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Told } from "../../parts/told.tsx";
import { When } from "../../parts/when.tsx";
import classes from "./budgets.module.css";
import { dayFigures } from "./days.ts";

const days = 30;

/** What the last days cost, and who changed the budgets. */
export function History(): ReactElement {
  const { data, error, refetch } = useApi("GET /api/budgets/history", { query: { days } });
  if (data === undefined)
    return error === null ? <Loading /> : <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <Days days={data.days} />
      <Changes changes={data.changes} />
    </>
  );
}

type HistoryAnswer = Answer<"GET /api/budgets/history">;

function Days({ days: list }: { days: HistoryAnswer["days"] }): ReactElement {
  const figures = useMemo(() => dayFigures(list, dollars), [list]);
  return (
    <Panel title={`The last ${days} days`} lead="Days are the system's: midnight to midnight UTC.">
      <Chart title="Spent a day, everything" figures={figures} />
    </Panel>
  );
}

function Changes({ changes }: { changes: HistoryAnswer["changes"] }): ReactElement {
  return (
    <Panel title="Changes and alerts" lead="The newest first.">
      {changes.length === 0 ? (
        <Text size="sm" c="dimmed">
          None yet. Top-ups, new limits and alerts appear here.
        </Text>
      ) : (
        <ul className={classes["changes"]}>
          {changes.map(({ at, summary, taskId }) => (
            <li key={`${at} ${summary}`} className={classes["change"]}>
              <Text size="sm">
                <Told text={summary} />
                {taskId !== null && (
                  <>
                    {" "}
                    <Anchor
                      component={Link}
                      href={`/tasks/${encodeURIComponent(taskId)}`}
                      inherit
                      underline="always"
                    >
                      Task
                    </Anchor>
                  </>
                )}
              </Text>
              <Text size="sm" c="dimmed">
                <When at={at} />
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
