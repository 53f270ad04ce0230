import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useSend } from "../../../api/use-api.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import type { Draft } from "../../../parts/draft/draft-from.ts";
import { useDraft } from "../../../parts/draft/use-draft.ts";
import { tellDone, tellFailure } from "../../../parts/tell.ts";
import { counted } from "../../../parts/words.ts";
import { useSession } from "../../../session/session.tsx";
import classes from "../delivery.module.css";
import type { DeliveryView } from "../use-delivery.ts";
import { answersProblem, answersText } from "./answers-text.ts";
import { Citations } from "./citations.tsx";
import { QuestionKind, type QuestionView } from "./question-kinds.tsx";

/** The open questions of a delivery, each with the words of all sides and a place for its answer; they are sent as one message. */
export function QuestionsForm({
  delivery,
  questions,
  onDone,
}: {
  delivery: DeliveryView;
  questions: readonly QuestionView[];
  onDone?: (() => void) | undefined;
}): ReactElement {
  const { may } = useSession();
  const ids = questions.map(({ id }) => id);
  const { draft, change, forget } = useDraft<Draft & Record<string, string>>(
    `answers:${delivery.taskId}:${ids.join()}`,
    (onceKey) => ({ ...Object.fromEntries(ids.map((id) => [id, ""])), onceKey }),
  );
  const [isTried, setTried] = useState(false);
  const [isGoingOn, setGoingOn] = useState(false);
  const send = useSend("POST /api/tasks/{id}/replies", {
    onAnswer: () => {
      forget();
      tellDone("Your answer has reached the task.");
      onDone?.();
    },
    onRefusal: tellFailure,
  });
  const isAnswerer = may("approver");
  const text = answersText(questions, draft);
  const problem = answersProblem(text);
  const count = ids.filter((id) => (draft[id] ?? "").trim() !== "").length;
  const write = (id: string, words: string): void => change({ [id]: words, onceKey: crypto.randomUUID() });
  const answer = (): void => {
    setTried(true);
    if (problem !== null || send.isPending) return;
    send.mutate({ params: { id: delivery.taskId }, body: { text }, onceKey: draft.onceKey });
  };
  return (
    <form
      noValidate
      aria-label="Questions"
      onSubmit={(event) => {
        event.preventDefault();
        answer();
      }}
    >
      <Stack gap="sm">
        <ol className={classes["list"]}>
          {questions.map((one) => (
            <li key={one.id}>
              <span className={classes["id"]}>{one.id}</span>
              <Stack gap={6} style={{ flex: 1 }} miw={0}>
                <p>
                  {one.question} <QuestionKind kind={one.kind} />
                </p>
                <Citations citations={one.citations} delivery={delivery} />
                {isAnswerer && (
                  <>
                    <Textarea
                      aria-label={`Your answer to ${one.id}`}
                      placeholder="Your answer"
                      value={draft[one.id] ?? ""}
                      onChange={({ currentTarget }) => write(one.id, currentTarget.value)}
                      onKeyDown={(event) => {
                        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) answer();
                      }}
                      autosize
                      minRows={2}
                      maxLength={5000}
                    />
                    {one.kind === "conflict" && (
                      <Group gap="xs">
                        {one.citations.map(({ document, from, quote }) => (
                          <Button
                            key={`${document} ${from}`}
                            size="compact-xs"
                            variant="default"
                            aria-label={`Take over for ${one.id}: ${quote}`}
                            onClick={() => write(one.id, quote)}
                          >
                            Take over from{" "}
                            {delivery.documents.find(({ id }) => id === document)?.name ?? document}
                          </Button>
                        ))}
                      </Group>
                    )}
                  </>
                )}
              </Stack>
            </li>
          ))}
        </ol>
        {isAnswerer ? (
          <>
            {isTried && problem !== null && (
              <Text size="sm" c="var(--mantine-color-error)" role="alert">
                {problem}.
              </Text>
            )}
            <Group justify="space-between">
              <Text size="sm" c="dimmed">
                {count === 0
                  ? "All answers go in one message. What you write is kept in this tab until you send it."
                  : `${count} of ${counted(ids.length, "answer")}; what is left empty is asked about again.`}
              </Text>
              <Group gap="xs">
                <Button variant="default" onClick={() => setGoingOn(true)}>
                  Go on without answers
                </Button>
                <Button type="submit" loading={send.isPending}>
                  Answer
                </Button>
              </Group>
            </Group>
          </>
        ) : (
          <Text size="sm" c="dimmed">
            Approvers answer here. You can look; whoever asked can answer in the thread.
          </Text>
        )}
      </Stack>
      {isGoingOn && (
        <Confirm
          title="Go on without answers?"
          verb="Go on"
          error={send.error}
          isSending={send.isPending}
          onClose={() => setGoingOn(false)}
          onConfirm={() =>
            send.mutate({
              params: { id: delivery.taskId },
              body: { text: "go on" },
              onceKey: `${draft.onceKey}.on`,
            })
          }
        >
          What is open stays open: it stands in the plan as that, and is not built. Neither side of a
          contradiction is built.
        </Confirm>
      )}
    </form>
  );
}
