import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type ReactElement, useState } from "react";
import { useLocation } from "wouter";
import { useApi, useSend } from "../../api/use-api.ts";
import { AskReason, type Question } from "../../parts/ask-reason.tsx";
import { tellDone, tellFailure } from "../../parts/tell.ts";
import { useSession } from "../../session/session.tsx";
import type { Moves } from "./moves.ts";
import type { TaskView } from "./task-row.tsx";
import { TopUp } from "../budgets/top-up.tsx";

/** What somebody of this role can do with the task as it stands. */
export function TaskActions({ task, moves }: { task: TaskView; moves: Moves }): ReactElement {
  const { may } = useSession();
  const [question, setQuestion] = useState<Question | null>(null);
  const [isToppingUp, topUp] = useDisclosure(false);
  const [, go] = useLocation();
  const retry = useSend("POST /api/tasks/{id}/retry");
  const cancel = useSend("POST /api/tasks/{id}/cancel");
  const misread = useSend("POST /api/tasks/{id}/misread");
  const budgets = useApi("GET /api/budgets", { query: { task: task.id } }, isToppingUp);
  const pot = budgets.data?.budgets.find(({ scope }) => scope === "task");
  const params = { id: task.id };
  if (!may("approver"))
    return (
      <Text size="sm" c="dimmed" maw="20rem">
        Approvers cancel, retry and answer. You can look.
      </Text>
    );
  const askCancel = (): void =>
    setQuestion({
      title: "Cancel this task",
      label: "Why? What has not gone out yet never will.",
      verb: "Cancel the task",
      color: "red",
      onAnswer: (reason) =>
        cancel.mutate(
          { params, body: { reason } },
          { onSuccess: () => tellDone("The task is being cancelled."), onError: tellFailure },
        ),
    });
  const askMisread = (): void =>
    setQuestion({
      title: "It was misread",
      label: "What was it really? It counts against the kind's autonomy.",
      verb: "Say so",
      onAnswer: (reason) =>
        misread.mutate(
          { params, body: { reason } },
          { onSuccess: () => tellDone("Noted: the signal was misread."), onError: tellFailure },
        ),
    });
  const again = (): void =>
    retry.mutate(
      { params },
      {
        onSuccess: ({ taskId }) => {
          tellDone("It is done once more, as this task.");
          go(`/tasks/${encodeURIComponent(taskId)}`);
        },
        onError: tellFailure,
      },
    );
  return (
    <>
      {moves.retry && (
        <Button loading={retry.isPending} onClick={again}>
          Retry
        </Button>
      )}
      {moves.topUp && may("operator") && (
        <Button variant={task.status === "out_of_budget" ? "filled" : "default"} onClick={topUp.open}>
          Top up
        </Button>
      )}
      <Button variant="default" loading={misread.isPending} onClick={askMisread}>
        It was misread
      </Button>
      {moves.cancel && (
        <Button variant="light" color="red" loading={cancel.isPending} onClick={askCancel}>
          Cancel task
        </Button>
      )}
      <AskReason question={question} onClose={() => setQuestion(null)} />
      {isToppingUp && pot !== undefined && <TopUp pot={pot} onClose={topUp.close} />}
    </>
  );
}
