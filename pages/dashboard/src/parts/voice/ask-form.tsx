import { Alert, Button, Group, Modal, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { type ReactElement, type ReactNode, useState } from "react";
import { useLocation } from "wouter";
import type { ApiError } from "../../api/client.ts";
import { useSend } from "../../api/use-api.ts";
import { Failure } from "../failure.tsx";
import { Loading } from "../loading.tsx";
import { dollars } from "../money.tsx";
import { tellDone } from "../tell.ts";

/** A dialog whose form needs an answer of the API first. */
export function AskDialog<T>({
  title,
  answer: { data, error, refetch },
  onClose,
  form,
}: {
  title: string;
  answer: { data: T | undefined; error: ApiError | null; refetch: () => unknown };
  onClose: () => void;
  form: (data: T) => ReactElement;
}): ReactElement {
  return (
    <Modal opened onClose={onClose} title={title} size="lg" centered>
      {data !== undefined && form(data)}
      {data === undefined && error === null && <Loading lines={6} />}
      {data === undefined && error !== null && <Failure error={error} onRetry={() => void refetch()} />}
    </Modal>
  );
}

/** What is asked for, once it has a title and words. */
export interface Asked {
  kind: string;
  project: string;
  payload: Record<string, unknown>;
  channel?: string;
}

/** A title, words and what else is chosen for them. Sending it asks people; whoever has sent it sees them being asked. */
export function AskForm({
  title: firstTitle,
  words,
  most,
  label,
  description,
  tooLong,
  problem,
  cost,
  isReady,
  asked,
  children,
}: {
  title: string;
  words: string;
  /** So many characters at most, and what is said of more. */
  most: number;
  tooLong: string;
  label: string;
  description: string;
  /** What is wrong with the service, and how that is headed. */
  problem: { title: string; text: string } | null;
  /** What it costs with these words: micro-dollars, and of what. */
  cost: (text: string) => { microUsd: number; of: string };
  isReady: boolean;
  asked: (said: { title: string; text: string }) => Asked;
  /** What else is chosen. */
  children: ReactNode;
}): ReactElement {
  const [, go] = useLocation();
  const [title, setTitle] = useState(firstTitle.slice(0, 150));
  const [text, setText] = useState(words);
  const [onceKey] = useState(() => crypto.randomUUID());
  const send = useSend("POST /api/actions", {
    onAnswer: ({ taskId }) => {
      tellDone("It is asked about.");
      go(`/tasks/${encodeURIComponent(taskId)}`);
    },
  });
  const isTooLong = text.length > most;
  const { microUsd, of } = cost(text);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ onceKey, body: asked({ title, text }) });
      }}
    >
      <Stack>
        {problem !== null && (
          <Alert color="orange" variant="light" title={problem.title}>
            {problem.text}
          </Alert>
        )}
        <TextInput
          label="What it is called"
          value={title}
          onChange={({ currentTarget }) => setTitle(currentTarget.value)}
          maxLength={150}
          required
        />
        {children}
        <Textarea
          label={label}
          description={description}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          error={isTooLong ? tooLong : null}
          autosize
          minRows={6}
          maxRows={16}
          required
        />
        {send.error !== null && <Failure error={send.error} />}
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {of} {dollars(microUsd / 1e6)}
          </Text>
          <Button type="submit" loading={send.isPending} disabled={isTooLong || !isReady}>
            Ask for it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
