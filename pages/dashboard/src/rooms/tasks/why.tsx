import { Paper, Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { Answer } from "../../api/client.ts";
import { useApi } from "../../api/use-api.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Told } from "../../parts/told.tsx";
import { Clock } from "../../parts/when.tsx";
import classes from "./why.module.css";

type Step = Answer<"GET /api/tasks/{id}/why">["chain"][number]["step"];

const names: Record<Step, string> = {
  signal: "Came in",
  thought: "Thought",
  proposal: "Proposed",
  verdict: "Policy",
  wait: "Waited",
  decision: "Decided",
  effect: "Happened",
  money: "Money",
  end: "Ended",
};

/** The chain from the signal to the effect, as a person would tell it. */
export function Why({ id }: { id: string }): ReactElement {
  const { data, error, refetch } = useApi("GET /api/tasks/{id}/why", { params: { id } });
  if (data === undefined)
    return error === null ? <Loading /> : <Failure error={error} onRetry={() => void refetch()} />;
  if (data.chain.length === 0) return <Empty title="Nothing to tell yet" />;
  return (
    <Paper withBorder p="md">
      <ol className={classes["chain"]} aria-label="Why">
        {data.chain.map(({ at, step, words }, n) => (
          <li className={classes["link"]} key={n}>
            <Text component="span" size="sm" fw={600}>
              {names[step]}
            </Text>
            <span className={classes["words"]}>
              <Told text={words} />
            </span>
            <Text component="span" size="sm" c="dimmed" className={classes["when"]}>
              <Clock at={at} />
            </Text>
          </li>
        ))}
      </ol>
    </Paper>
  );
}
