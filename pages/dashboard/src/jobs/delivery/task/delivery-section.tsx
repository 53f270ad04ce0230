import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { LiveWork } from "../../../../../../shared/domain/task.ts";
import { isFinal } from "../../../../../../shared/domain/task-status.ts";
import { Line } from "../../../parts/change/track.tsx";
import type { FactView } from "../../../parts/fact/fact-view.ts";
import { Failure } from "../../../parts/failure.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { dollars } from "../../../parts/money.tsx";
import { Panel } from "../../../parts/panel.tsx";
import { counted } from "../../../parts/words.ts";
import type { Dossier } from "../../job-panels.ts";
import { stageWords } from "../stage-words.ts";
import { storyWork, useDelivery } from "../use-delivery.ts";
import { costOf, pipelineOf, type Stage } from "./pipeline.ts";
import { StorySection } from "./story-section.tsx";

/** Where a delivery stands, with what each stage has cost; or how far the building of a story is. */
export function DeliverySection({
  taskId,
  task,
  timeline,
  live,
}: {
  taskId: string;
  task: Dossier["task"];
  timeline: readonly FactView[];
  live: LiveWork | null;
}): ReactElement {
  return task.kind === storyWork ? (
    <StorySection task={task} timeline={timeline} live={live} />
  ) : (
    <Pipeline taskId={taskId} status={task.status} />
  );
}

function Pipeline({ taskId, status }: { taskId: string; status: Dossier["task"]["status"] }): ReactElement {
  const { data, error, refetch } = useDelivery(taskId);
  if (data === undefined)
    return error === null ? <Loading lines={2} /> : <Failure error={error} onRetry={() => void refetch()} />;
  const { stage, repository, isNew, documents, requirements, stories, paused } = data;
  const standing = requirements?.requirements.filter((one) => one.standing !== "gone") ?? [];
  const merged = stories.filter(({ state }) => state === "merged").length;
  const { spent, estimated } = costOf(data);
  const end = !isFinal(status)
    ? null
    : status === "done"
      ? "done"
      : status === "failed"
        ? "failed"
        : "stopped";
  return (
    <Panel
      title="The delivery"
      lead={
        <>
          {paused ? "paused: no further story begins" : stageWords[stage]} ·{" "}
          {counted(documents.length, "document")} · {counted(standing.length, "requirement")} · {repository}
          {isNew ? " (new)" : ""}
        </>
      }
    >
      <Line
        label="Stages"
        stops={pipelineOf(data, end).map((one) => ({
          name: one.name,
          aim: one.aim,
          state: one.state,
          words: wordsOf(one),
          warning: null,
        }))}
      />
      {(requirements?.stories.length ?? 0) > 0 && (
        <Text size="sm" c="dimmed">
          {stories.length === 0
            ? counted(requirements?.stories.length ?? 0, "story", "stories")
            : `${merged} of ${counted(stories.length, "story", "stories")} merged`}
          {estimated > 0 &&
            `; building them has cost ${dollars(spent / 1_000_000)} of about ${dollars(estimated / 1_000_000)}`}
        </Text>
      )}
    </Panel>
  );
}

const states: Record<Stage["state"], string> = {
  ahead: "ahead",
  running: "now",
  passed: "done",
  failed: "failed",
  paused: "paused",
  stopped: "stopped",
};

const wordsOf = ({ state, microUsd }: Stage): string =>
  microUsd > 0 ? `${states[state]}, ${dollars(microUsd / 1_000_000)}` : states[state];
