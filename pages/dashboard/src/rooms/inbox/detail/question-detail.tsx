import { Anchor, Group, Paper, Stack, Text } from "@mantine/core";
import { type ReactElement, Suspense } from "react";
import { Link } from "wouter";
import { useApi } from "../../../api/use-api.ts";
import { panelsOf } from "../../../jobs/registry.ts";
import { AnswerForm } from "../../../parts/answer-form.tsx";
import { Asked } from "../../../parts/asked.tsx";
import { StatusBadge } from "../../../parts/badges.tsx";
import { Failure } from "../../../parts/failure.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { useNameOf } from "../../../parts/person.tsx";
import { taskName } from "../../../parts/task-name.ts";
import { When } from "../../../parts/when.tsx";
import { ItemHead } from "./item-head.tsx";

/** What a task has asked, and the box for the answer. */
export function QuestionDetail({ taskId, onDone }: { taskId: string; onDone: () => void }): ReactElement {
  const nameOf = useNameOf();
  const { data, error, refetch } = useApi("GET /api/tasks/{id}", { params: { id: taskId } });
  const signalId = data?.task.signalId ?? "";
  const request = useApi("GET /api/signals/{id}", { params: { id: signalId } }, signalId !== "");
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading lines={6} />;
  const { task, timeline } = data;
  const question = timeline.findLast(({ type }) => type === "question.asked");
  const { Answer } = panelsOf(taskId);
  const plain = (
    <>
      <Paper withBorder p="md">
        <Text size="sm" c="dimmed" mb={4}>
          The crew asks{question && ", "}
          {question && <When at={question.at} />}
        </Text>
        <Asked timeline={timeline} otherwise={task.waitingFor ?? "It waits for an answer."} />
      </Paper>
      <AnswerForm taskId={taskId} onDone={onDone} />
    </>
  );
  return (
    <Stack gap="md">
      <ItemHead title={taskName(task)} line={`A task of ${nameOf(task.requestedBy)}, in ${task.project}`} />
      {request.data && (
        <section aria-label="What was asked for">
          <Text size="sm" c="dimmed" mb={4}>
            {nameOf(task.requestedBy)} wrote, <When at={task.createdAt} />
          </Text>
          <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
            {request.data.signal.summary}
          </Text>
        </section>
      )}
      {task.status === "waiting_reply" ? (
        Answer === null ? (
          plain
        ) : (
          <Suspense fallback={<Loading lines={4} />}>
            <Answer taskId={taskId} plain={plain} onDone={onDone} />
          </Suspense>
        )
      ) : (
        <Group gap="xs" role="status">
          <Text>It no longer waits for an answer.</Text>
          <StatusBadge status={task.status} />
        </Group>
      )}
      <Anchor component={Link} href={`/tasks/${encodeURIComponent(taskId)}`} size="sm">
        The whole task
      </Anchor>
    </Stack>
  );
}
