import { Paper, Stack, Tabs, Text, Title } from "@mantine/core";
import { type ReactElement, Suspense } from "react";
import { useApi } from "../../api/use-api.ts";
import type { Dossier } from "../../jobs/job-panels.ts";
import { panelsOf } from "../../jobs/registry.ts";
import { useTaskLive } from "../../live/use-task-live.ts";
import { oneOf } from "../../parts/address.ts";
import { AnswerForm } from "../../parts/answer-form.tsx";
import { Asked } from "../../parts/asked.tsx";
import type { FactView } from "../../parts/fact/fact-view.ts";
import { Failure } from "../../parts/failure.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Room } from "../../parts/room.tsx";
import { useAddress } from "../../parts/use-address.ts";
import { Calls } from "./calls.tsx";
import { movesIn } from "./moves.ts";
import { isDeed, Proposals } from "./proposals.tsx";
import { TaskActions } from "./task-actions.tsx";
import { TaskHead } from "./task-head.tsx";
import { taskName } from "../../parts/task-name.ts";
import { mergeTimeline, standingOf } from "./timeline-merge.ts";
import { Timeline } from "./timeline.tsx";
import { Why } from "./why.tsx";

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

function Found({ dossier, error }: { dossier: Dossier; error: ReactElement | null }): ReactElement {
  const { task, timeline: read, actions, calls } = dossier;
  const live = useTaskLive(task.id);
  const timeline = mergeTimeline(read, live);
  const standing = standingOf(task, read, live);
  const moves = movesIn(standing.status, task.cancel !== null);
  const { get, set } = useAddress();
  const { Section, useTabs } = panelsOf(task.id);
  const proposed = actions.filter(isDeed).length;
  const tabs = [
    ...useTabs(dossier),
    { value: "timeline", label: "Timeline", panel: <Timeline facts={timeline} /> },
    { value: "why", label: "Why", panel: <Why id={task.id} /> },
    {
      value: "proposals",
      label: `What it proposed${proposed > 0 ? ` (${proposed})` : ""}`,
      panel: <Proposals dossier={dossier} />,
    },
    {
      value: "calls",
      label: `Model calls${calls.length > 0 ? ` (${calls.length})` : ""}`,
      panel: <Calls dossier={dossier} />,
    },
  ];
  const values = tabs.map(({ value }) => value);
  const [first] = values;
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
      {Section && (
        <Suspense fallback={<Loading />}>
          <Section taskId={task.id} task={task} timeline={timeline} live={live?.live ?? null} />
        </Suspense>
      )}
      <Tabs
        value={oneOf(get("tab"), values) ?? first ?? null}
        onChange={(tab) => set({ tab: tab === first ? null : tab, run: null }, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {tabs.map(({ value, label }) => (
            <Tabs.Tab value={value} key={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(({ value, panel }) => (
          <Tabs.Panel value={value} key={value}>
            <Suspense fallback={<Loading lines={8} />}>{panel}</Suspense>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Room>
  );
}

/** What the task has asked, and the box for the answer. */
function AnswerBox({ id, timeline }: { id: string; timeline: readonly FactView[] }): ReactElement {
  const { Answer } = panelsOf(id);
  const plain = (
    <>
      <Asked timeline={timeline} otherwise="The question stands in its thread." />
      <AnswerForm taskId={id} />
    </>
  );
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="question">
      <Stack gap="sm">
        <Title order={2} size="h4" id="question">
          It asks
        </Title>
        {Answer === null ? (
          plain
        ) : (
          <Suspense fallback={<Loading lines={4} />}>
            <Answer taskId={id} plain={plain} />
          </Suspense>
        )}
      </Stack>
    </Paper>
  );
}
