import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useSend } from "../api/use-api.ts";
import { tellDone, tellFailure } from "./tell.ts";
import { useSession } from "../session/session.tsx";

const fresh = (text: string) => ({ text, onceKey: crypto.randomUUID() });

/** Answers a task's question. Words that are sent twice count once. */
export function AnswerForm({ taskId, onDone }: { taskId: string; onDone?: () => void }): ReactElement {
  const { may } = useSession();
  const [draft, setDraft] = useState(() => fresh(""));
  const send = useSend("POST /api/tasks/{id}/replies", {
    onAnswer: () => {
      tellDone("Your answer has reached the task.");
      setDraft(fresh(""));
      onDone?.();
    },
    onRefusal: tellFailure,
  });
  const isReady = draft.text.trim() !== "" && !send.isPending;
  if (!may("approver"))
    return (
      <Text size="sm" c="dimmed">
        Approvers answer here. You can look; whoever asked can answer in the thread.
      </Text>
    );
  const answer = (): void => {
    if (!isReady) return;
    send.mutate({ params: { id: taskId }, body: { text: draft.text.trim() }, onceKey: draft.onceKey });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        answer();
      }}
    >
      <Stack gap="xs">
        <Textarea
          label="Your answer"
          description="It goes into the task as if you had said it in the thread. Ctrl or ⌘ with Enter sends it."
          value={draft.text}
          onChange={(event) => setDraft(fresh(event.currentTarget.value))}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) answer();
          }}
          autosize
          minRows={3}
          maxLength={20_000}
        />
        <Group>
          <Button type="submit" disabled={!isReady} loading={send.isPending}>
            Answer
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
