import {
  Alert,
  Button,
  Group,
  Modal,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useLocation } from "wouter";
import {
  avatarPrice,
  longestTalk,
  mostAvatarMinutes,
} from "../../../../../shared/domain/voice/avatar-session.ts";
import type { Answer } from "../../api/types.ts";
import { useApi, useSend } from "../../api/use-api.ts";
import { useProjects } from "../../rooms/tasks/use-projects.ts";
import { Failure } from "../failure.tsx";
import { Loading } from "../loading.tsx";
import { dollars } from "../money.tsx";
import { tellDone } from "../tell.ts";

interface TalkFormProps {
  project: string;
  title: string;
  words: string;
  onClose: () => void;
}

/** What an avatar is told, how long it stays and what that costs. Nothing is sent before somebody agrees to it. */
export function TalkForm(props: TalkFormProps): ReactElement {
  const { data, error, refetch } = useApi("GET /api/avatar-sessions", { query: { limit: 1 } });
  return (
    <Modal opened onClose={props.onClose} title="Have it talked about" size="lg" centered>
      {data !== undefined && <Form {...props} known={data} />}
      {data === undefined && error === null && <Loading lines={6} />}
      {data === undefined && error !== null && <Failure error={error} onRetry={() => void refetch()} />}
    </Modal>
  );
}

function Form({
  known: { usual, problem },
  ...from
}: TalkFormProps & { known: Pick<Answer<"GET /api/avatar-sessions">, "usual" | "problem"> }): ReactElement {
  const [, go] = useLocation();
  const [title, setTitle] = useState(from.title.slice(0, 150));
  const [text, setText] = useState(from.words);
  const [avatar, setAvatar] = useState(usual ?? "");
  const [minutes, setMinutes] = useState(5);
  const [project, setProject] = useState(from.project);
  const projects = useProjects();
  const [onceKey] = useState(() => crypto.randomUUID());
  const send = useSend("POST /api/actions", {
    onAnswer: ({ taskId }) => {
      tellDone("It is asked about.");
      go(`/tasks/${encodeURIComponent(taskId)}`);
    },
  });
  const tooLong = text.length > longestTalk;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const payload = { title, avatar, text, minutes };
        send.mutate({ onceKey, body: { kind: "avatar_session", project, payload } });
      }}
    >
      <Stack>
        {problem !== null && (
          <Alert color="orange" variant="light" title="No avatar can talk now">
            {problem}
          </Alert>
        )}
        <TextInput
          label="What it is called"
          value={title}
          onChange={({ currentTarget }) => setTitle(currentTarget.value)}
          maxLength={150}
          required
        />
        <Group grow align="start">
          <NativeSelect
            label="Project"
            value={project}
            onChange={({ currentTarget }) => setProject(currentTarget.value)}
            data={projects}
          />
          <TextInput
            label="Avatar at LiveAvatar"
            value={avatar}
            onChange={({ currentTarget }) => setAvatar(currentTarget.value.trim())}
            required
          />
          <NumberInput
            label="How long it stays"
            suffix=" minutes"
            min={1}
            max={mostAvatarMinutes}
            allowDecimal={false}
            value={minutes}
            onChange={(value) => setMinutes(Number(value) || 1)}
          />
        </Group>
        <Textarea
          label="What it talks of"
          description="LiveAvatar gets exactly these words, and makes what it says of them."
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          error={tooLong ? `It is told at most ${longestTalk} characters` : null}
          autosize
          minRows={6}
          maxRows={16}
          required
        />
        {send.error !== null && <Failure error={send.error} />}
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {minutes} minutes: at most {dollars(avatarPrice(minutes) / 1e6)}
          </Text>
          <Button type="submit" loading={send.isPending} disabled={tooLong}>
            Ask for it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
