import { Paper, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Failure } from "../../../parts/failure.tsx";
import { Loading } from "../../../parts/loading.tsx";
import classes from "../delivery.module.css";
import { stageWords } from "../stage-words.ts";
import { type DeliveryView, useDelivery } from "../use-delivery.ts";

const track: readonly { label: string; stages: readonly DeliveryView["stage"][] }[] = [
  { label: "Read", stages: ["requirements"] },
  { label: "Ask", stages: ["questions"] },
  { label: "Design", stages: ["architecture"] },
  { label: "Agree", stages: ["approval"] },
  { label: "Agreed", stages: ["repository", "stories", "delivered"] },
];

/** Where a delivery stands, at a glance. */
export function Stages({ taskId }: { taskId: string }): ReactElement {
  const { data, error, refetch } = useDelivery(taskId);
  if (data === undefined)
    return error === null ? <Loading lines={2} /> : <Failure error={error} onRetry={() => void refetch()} />;
  const { stage, repository, isNew, documents, requirements, agreed } = data;
  const at = track.findIndex(({ stages }) => stages.includes(stage));
  const standing = requirements?.requirements.filter((one) => one.standing !== "gone") ?? [];
  return (
    <Paper withBorder p="md" component="section" aria-label="Stages">
      <ol className={classes["track"]}>
        {track.map(({ label }, n) => (
          <li
            key={label}
            data-state={n < at || agreed !== null ? "done" : n === at ? "now" : "ahead"}
            aria-current={n === at ? "step" : undefined}
          >
            {label}
          </li>
        ))}
      </ol>
      <Text size="sm" c="dimmed" mt="xs">
        {stageWords[stage]} · {documents.length} {documents.length === 1 ? "document" : "documents"} ·{" "}
        {standing.length} requirements · {requirements?.stories.length ?? 0} stories · {repository}
        {isNew ? " (new)" : ""}
      </Text>
    </Paper>
  );
}
