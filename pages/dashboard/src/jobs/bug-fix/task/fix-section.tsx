import { Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { LiveWork } from "../../../../../../shared/domain/task.ts";
import type { FactView } from "../../../parts/fact/fact-view.ts";
import { Failure } from "../../../parts/failure.tsx";
import { Panel } from "../../../parts/panel.tsx";
import { type FixView, useFix } from "../../../parts/change/use-fix.ts";
import { ChangeLinks } from "../../../parts/change/change-links.tsx";
import { LinkedReports } from "./linked-reports.tsx";
import { trackOf } from "../../../parts/change/phase-track.ts";
import { Terminal } from "../../../parts/change/terminal.tsx";
import { Track } from "../../../parts/change/track.tsx";
import { Troubles } from "../../../parts/change/troubles.tsx";

/** How far a fix has come, where it can be looked at, and what is being done about it right now. */
export function FixSection({
  taskId,
  timeline,
  live,
}: {
  taskId: string;
  timeline: readonly FactView[];
  live: LiveWork | null;
}): ReactElement {
  const { data: fix, error } = useFix(taskId);
  const stops = trackOf(timeline);
  return (
    <Panel title="The fix" lead={fix && depthWords[fix.depth]}>
      <Stack gap="md">
        <Track stops={stops} />
        <Troubles stops={stops} />
        {live !== null && <Terminal work={live} />}
        {error !== null && error.code !== "not_found" && <Failure error={error} />}
        {fix === undefined ? (
          error?.code === "not_found" && (
            <Text size="sm" c="dimmed">
              Nothing is known of the bug yet, or it is fixed elsewhere. The timeline tells which.
            </Text>
          )
        ) : (
          <ChangeLinks fix={fix} />
        )}
        <LinkedReports taskId={taskId} timeline={timeline} />
      </Stack>
    </Panel>
  );
}

const depthWords: Record<FixView["depth"], string> = {
  root_cause: "Looked into for its root cause only: too little is at stake, or known.",
  plan: "A plan is written; people see whether it is worth carrying out.",
  offer: "A plan is written and offered; with a yes it is carried out.",
};
