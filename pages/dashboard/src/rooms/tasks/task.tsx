import { Stack, Tabs, Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { Answer } from "../../api/client.ts";
import { useApi } from "../../api/use-api.ts";
import { useTaskLive } from "../../live/use-task-live.ts";
import { oneOf } from "../../parts/address.ts";
import { Failure } from "../../parts/failure.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Room } from "../../parts/room.tsx";
import { useAddress } from "../../parts/use-address.ts";
import { AnswerBox } from "./answer-box.tsx";
import { Calls } from "./calls.tsx";
import { ChangeTab } from "./fix/change-tab.tsx";
import { Evidence } from "./fix/evidence.tsx";
import { FixSection } from "./fix/fix-section.tsx";
import { PlanTab } from "./fix/plan-tab.tsx";
import { movesIn } from "./moves.ts";
import { Proposals } from "./proposals.tsx";
import { TaskActions } from "./task-actions.tsx";
import { TaskHead } from "./task-head.tsx";
import { taskName } from "./task-row.tsx";
import { mergeTimeline, standingOf } from "./timeline-merge.ts";
import { Timeline } from "./timeline.tsx";
import { Why } from "./why.tsx";

export type Dossier = Answer<"GET /api/tasks/{id}">;

/** One task, live. */
export function Task({ id }: { id: string }): ReactElement {
  const { data, error, refetch } = useApi("GET /api/tasks/{id}", { params: { id } });
  if (data !== undefined) return <Found dossier={data} error={error && <Failure error={error} />} />;
  return (
    <Room title={`Task ${id}`}>
      {error === null ? <Loading lines={8} /> : <Failure error={error} onRetry={() => void refetch()} />}
    </Room>
  );
}

const tabs = ["plan", "evidence", "change", "timeline", "why", "proposals", "calls"] as const;

function Found({ dossier, error }: { dossier: Dossier; error: ReactElement | null }): ReactElement {
  const { task, timeline: read, actions, calls } = dossier;
  const live = useTaskLive(task.id);
  const timeline = mergeTimeline(read, live);
  const standing = standingOf(task, read, live);
  const moves = movesIn(standing.status, task.cancel !== null);
  const { get, set } = useAddress();
  const isFix = task.kind === "bug_fix";
  const { data: fix, error: fixError } = useApi("GET /api/fixes/{id}", { params: { id: task.id } }, isFix);
  const first = fix === undefined ? "timeline" : "plan";
  const proposed = actions.filter(({ kind }) => kind !== "notification_internal").length;
  return (
    <Room
      title={taskName(task)}
      lead={
        <Text component="span" inherit ff="monospace">
          {task.id}
        </Text>
      }
      actions={<TaskActions task={task} moves={moves} />}
    >
      {error}
      <TaskHead dossier={dossier} standing={standing} timeline={timeline} />
      {moves.answer && <AnswerBox id={task.id} timeline={timeline} />}
      {isFix && <FixSection fix={fix} error={fixError} timeline={timeline} live={live?.live ?? null} />}
      <Tabs
        value={oneOf(get("tab"), tabs) ?? first}
        onChange={(tab) => set({ tab: tab === first ? null : tab, run: null }, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {fix !== undefined && (
            <>
              <Tabs.Tab value="plan">Plan</Tabs.Tab>
              <Tabs.Tab value="evidence">Evidence{fix.runs.length > 0 && ` (${fix.runs.length})`}</Tabs.Tab>
              <Tabs.Tab value="change">Change</Tabs.Tab>
            </>
          )}
          <Tabs.Tab value="timeline">Timeline</Tabs.Tab>
          <Tabs.Tab value="why">Why</Tabs.Tab>
          <Tabs.Tab value="proposals">What it proposed{proposed > 0 && ` (${proposed})`}</Tabs.Tab>
          <Tabs.Tab value="calls">Model calls{calls.length > 0 && ` (${calls.length})`}</Tabs.Tab>
        </Tabs.List>
        <Stack>
          {fix !== undefined && (
            <>
              <Tabs.Panel value="plan">
                <PlanTab fix={fix} actions={actions} />
              </Tabs.Panel>
              <Tabs.Panel value="evidence">
                <Evidence fix={fix} />
              </Tabs.Panel>
              <Tabs.Panel value="change">
                <ChangeTab fix={fix} />
              </Tabs.Panel>
            </>
          )}
          <Tabs.Panel value="timeline">
            <Timeline facts={timeline} />
          </Tabs.Panel>
          <Tabs.Panel value="why">
            <Why id={task.id} />
          </Tabs.Panel>
          <Tabs.Panel value="proposals">
            <Proposals dossier={dossier} />
          </Tabs.Panel>
          <Tabs.Panel value="calls">
            <Calls dossier={dossier} />
          </Tabs.Panel>
        </Stack>
      </Tabs>
    </Room>
  );
}
