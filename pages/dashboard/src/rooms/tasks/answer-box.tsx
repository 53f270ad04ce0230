import { Button, Group, Paper, Stack, Text, Textarea, Title } from "@mantine/core";
import { type ReactElement, useRef, useState } from "react";
import { useSend } from "../../api/use-api.ts";
import { Failure } from "../../parts/failure.tsx";
import type { FactView } from "../../parts/fact/fact-view.ts";
import { tellDone } from "../../parts/tell.ts";
import { useSession } from "../../session/session.tsx";
import { Asked } from "./asked.tsx";
import { questionOf } from "./question-of.ts";

/** What the task has asked, and the box for the answer. */
export function AnswerBox({ id, timeline }: { id: string; timeline: readonly FactView[] }): ReactElement {
  const { may } = useSession();
  const question = questionOf(timeline);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="question">
      <Stack gap="sm">
        <Title order={2} size="h4" id="question">
          It asks
        </Title>
        <Asked words={question ?? "The question stands in its thread."} />
        {may("approver") ? (
          <AnswerForm id={id} />
        ) : (
          <Text size="sm" c="dimmed">
            Approvers and operators can answer here. You are a viewer; whoever asked can answer in the thread.
          </Text>
        )}
      </Stack>
    </Paper>
  );
}

function AnswerForm({ id }: { id: string }): ReactElement {
  const [text, setText] = useState("");
  // One key for the same words: sent again after a lost response, they count once.
  const onceKey = useRef(crypto.randomUUID());
  const { mutate, isPending, error } = useSend("POST /api/tasks/{id}/replies");
  const ready = text.trim() !== "" && !isPending;
  const send = (): void => {
    if (!ready) return;
    mutate(
      { params: { id }, body: { text: text.trim() }, onceKey: onceKey.current },
      {
        onSuccess: () => {
          onceKey.current = crypto.randomUUID();
          setText("");
          tellDone("Answered. The task goes on.");
        },
      },
    );
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="sm">
        <Textarea
          label="Your answer"
          value={text}
          onChange={(event) => {
            onceKey.current = crypto.randomUUID();
            setText(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
          }}
          autosize
          minRows={3}
          maxRows={16}
          maxLength={20_000}
        />
        {error !== null && <Failure error={error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={isPending} disabled={text.trim() === ""}>
            Answer
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
