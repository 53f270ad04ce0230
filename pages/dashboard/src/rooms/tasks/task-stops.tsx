import { Alert } from "@mantine/core";
import type { ReactElement } from "react";
import { useApi } from "../../api/use-api.ts";
import type { Dossier } from "../../jobs/job-panels.ts";
import type { FactView } from "../../parts/fact/fact-view.ts";
import { Person } from "../../parts/person.tsx";
import { Moment } from "../../parts/when.tsx";
import { stoppedWhat } from "../stops/stop-words.ts";

/** Why a task stands still, where people have stopped it or something that it needs. */
export function TaskStops({
  task,
  timeline,
}: {
  task: Dossier["task"];
  timeline: readonly FactView[];
}): ReactElement | null {
  const { data } = useApi("GET /api/stops");
  const halted = new Set(
    timeline.flatMap(({ type, data: said }) => (type === "stop.waited" ? [said["stopId"]] : [])),
  );
  const stop = data?.open.find(
    ({ id, scope, name }) =>
      halted.has(id) ||
      scope === "all" ||
      (scope === "project" && name === task.project) ||
      (scope === "job" && task.id.startsWith(`${name}-`)),
  );
  if (stop === undefined) return null;
  return (
    <Alert color="red" variant="light" title={`It stands still. ${stoppedWhat(stop)} is stopped`}>
      Stopped by <Person id={stop.by} />, <Moment at={stop.at} />: {stop.reason}
    </Alert>
  );
}
