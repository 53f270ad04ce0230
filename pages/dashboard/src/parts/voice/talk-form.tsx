import { Group, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import {
  avatarPrice,
  longestTalk,
  mostAvatarMinutes,
} from "../../../../../shared/domain/voice/avatar-session.ts";
import type { Answer } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";
import { useProjects } from "../../rooms/tasks/use-projects.ts";
import { AskDialog, AskForm } from "./ask-form.tsx";

interface TalkFormProps {
  project: string;
  title: string;
  words: string;
  onClose: () => void;
}

/** What an avatar is told, how long it stays and what that costs. Nothing is sent before somebody agrees to it. */
export function TalkForm({ onClose, ...rest }: TalkFormProps): ReactElement {
  return (
    <AskDialog
      title="Have it talked about"
      answer={useApi("GET /api/avatar-sessions", { query: { limit: 1 } })}
      onClose={onClose}
      form={(known) => <Form {...rest} known={known} />}
    />
  );
}

function Form({
  known: { usual, problem },
  ...from
}: Omit<TalkFormProps, "onClose"> & {
  known: Pick<Answer<"GET /api/avatar-sessions">, "usual" | "problem">;
}): ReactElement {
  const [avatar, setAvatar] = useState(usual ?? "");
  const [minutes, setMinutes] = useState(5);
  const [project, setProject] = useState(from.project);
  const projects = useProjects();
  return (
    <AskForm
      title={from.title}
      words={from.words}
      most={longestTalk}
      tooLong={`It is told at most ${longestTalk} characters`}
      label="What it talks of"
      description="LiveAvatar gets exactly these words, and makes what it says of them."
      problem={problem === null ? null : { title: "No avatar can talk now", text: problem }}
      cost={() => ({ microUsd: avatarPrice(minutes), of: `${minutes} minutes: at most` })}
      isReady
      asked={(said) => ({ kind: "avatar_session", project, payload: { ...said, avatar, minutes } })}
    >
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
    </AskForm>
  );
}
