import {
  Alert,
  Button,
  Group,
  Modal,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useLocation } from "wouter";
import type { VoiceAbout } from "../../../../../shared/domain/voice/voice-about.ts";
import {
  longestSpoken,
  type VoiceModel,
  voiceModelNames,
  voiceModels,
  voicePrice,
} from "../../../../../shared/domain/voice/voice-models.ts";
import type { Answer } from "../../api/types.ts";
import { useApi, useSend } from "../../api/use-api.ts";
import { useProjects } from "../../rooms/tasks/use-projects.ts";
import { Failure } from "../failure.tsx";
import { Loading } from "../loading.tsx";
import { dollars } from "../money.tsx";
import { tellDone } from "../tell.ts";

/** What is read aloud, and what it is called to begin with. */
export interface ReadFrom {
  project: string;
  about: VoiceAbout;
  title: string;
}

type Speakers = Answer<"GET /api/speakers">;

/** The words that are read, the voice, the model and what it costs. Nothing is sent before somebody agrees to it. */
export function ReadAloudForm({
  from,
  words,
  onClose,
}: {
  from: ReadFrom;
  words: string;
  onClose: () => void;
}): ReactElement {
  const { data, error, refetch } = useApi("GET /api/speakers");
  return (
    <Modal opened onClose={onClose} title="Read aloud" size="lg" centered>
      {data === undefined ? (
        error === null ? (
          <Loading lines={6} />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <Form from={from} words={words} known={data} />
      )}
    </Modal>
  );
}

function Form({ from, words, known }: { from: ReadFrom; words: string; known: Speakers }): ReactElement {
  const [, go] = useLocation();
  const { speakers, usual, problem } = known;
  const [title, setTitle] = useState(from.title.slice(0, 150));
  const [text, setText] = useState(words);
  const [voice, setVoice] = useState(
    (speakers.find(({ id }) => id === usual.speaker) ?? speakers[0])?.id ?? "",
  );
  const [model, setModel] = useState<VoiceModel>(usual.model);
  const [channel, setChannel] = useState("");
  const [project, setProject] = useState(from.project);
  const projects = useProjects();
  const [onceKey] = useState(() => crypto.randomUUID());
  const send = useSend("POST /api/actions", {
    onAnswer: ({ taskId }) => {
      tellDone("It is asked about.");
      go(`/tasks/${encodeURIComponent(taskId)}`);
    },
  });
  const tooLong = text.length > longestSpoken;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const { about } = from;
        const payload = { title, about, text, voice, model };
        const body = { kind: "voice_report", project, payload, ...(channel === "" ? {} : { channel }) };
        send.mutate({ onceKey, body });
      }}
    >
      <Stack>
        {problem !== null && (
          <Alert
            color="orange"
            variant="light"
            title={speakers.length === 0 ? "Nothing can be read now" : "The usual voice isn’t there"}
          >
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
        {from.about.of === "text" && (
          <NativeSelect
            label="Project"
            value={project}
            onChange={({ currentTarget }) => setProject(currentTarget.value)}
            data={projects}
          />
        )}
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <NativeSelect
            label="Voice"
            value={voice}
            onChange={({ currentTarget }) => setVoice(currentTarget.value)}
            data={speakers.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <NativeSelect
            label="Model"
            value={model}
            onChange={({ currentTarget }) =>
              setModel(voiceModelNames.find((one) => one === currentTarget.value) ?? usual.model)
            }
            data={voiceModelNames.map((one) => ({ value: one, label: voiceModels[one].name }))}
          />
          <TextInput
            label="Slack channel"
            placeholder="Optional: C012AB3CD"
            value={channel}
            onChange={({ currentTarget }) => setChannel(currentTarget.value.trim())}
          />
        </SimpleGrid>
        <Textarea
          label="The words that are read"
          description="ElevenLabs gets exactly these. Change them as you like before you ask."
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          error={tooLong ? `At most ${longestSpoken} characters are read at once` : null}
          autosize
          minRows={6}
          maxRows={16}
          required
        />
        {send.error !== null && <Failure error={send.error} />}
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {text.length} characters: {dollars(voicePrice(model, text) / 1e6)}
          </Text>
          <Button type="submit" loading={send.isPending} disabled={tooLong || voice === ""}>
            Ask for it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
