import { Drawer, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { useApi } from "../../api/use-api.ts";
import { lasting } from "../duration.ts";
import { Empty } from "../empty.tsx";
import { Failure } from "../failure.tsx";
import { Loading } from "../loading.tsx";
import { Moment } from "../when.tsx";
import { plainOutput } from "../plain-output.ts";
import type { RunView } from "./use-fix.ts";
import { endWords } from "./evidence-groups.ts";
import { stationNames } from "./station-words.ts";
import classes from "./terminal.module.css";

/** One command of the referee's, with the end of what it wrote. */
export function RunDrawer({
  taskId,
  run,
  onClose,
}: {
  taskId: string;
  run: RunView | null;
  onClose: () => void;
}): ReactElement {
  return (
    <Drawer
      opened={run !== null}
      onClose={onClose}
      position="right"
      size="xl"
      title={run === null ? "Output" : `${stationNames[run.phase]}: ${run.name}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {run !== null && (
        <Stack gap="sm">
          <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>
            {run.command}
          </Text>
          <Text size="sm" c="dimmed">
            {endWords(run)}, {lasting(run.durationMs)}, <Moment at={run.at} />
          </Text>
          <Output taskId={taskId} run={run.id} key={run.id} />
        </Stack>
      )}
    </Drawer>
  );
}

function Output({ taskId, run }: { taskId: string; run: string }): ReactElement {
  const { data, error, refetch, isPlaceholderData } = useApi("GET /api/fixes/{id}/runs/{run}/output", {
    params: { id: taskId, run },
  });
  // What is still at hand of another run must not stand under this one's name.
  if (data === undefined || isPlaceholderData)
    return error === null ? <Loading lines={8} /> : <Failure error={error} onRetry={() => void refetch()} />;
  if (data.output.trim() === "") return <Empty title="It wrote nothing" />;
  return (
    <pre className={classes["output"]} tabIndex={0} role="region" aria-label="The end of its output">
      {plainOutput(data.output)}
    </pre>
  );
}
