import { NativeSelect, SimpleGrid, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { VoiceAbout } from "../../../../../shared/domain/voice/voice-about.ts";
import {
  longestSpoken,
  type VoiceModel,
  voiceModelNames,
  voiceModels,
  voicePrice,
} from "../../../../../shared/domain/voice/voice-models.ts";
import type { Answer } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";
import { useProjects } from "../../rooms/tasks/use-projects.ts";
import { AskDialog, AskForm } from "./ask-form.tsx";

/** What is read aloud, and what it is called to begin with. */
export interface ReadFrom {
  project: string;
  about: VoiceAbout;
  title: string;
}

interface ReadAloudFormProps {
  from: ReadFrom;
  words: string;
  onClose: () => void;
}

/** The words that are read, the voice, the model and what it costs. Nothing is sent before somebody agrees to it. */
export function ReadAloudForm({ onClose, ...rest }: ReadAloudFormProps): ReactElement {
  return (
    <AskDialog
      title="Read aloud"
      answer={useApi("GET /api/speakers")}
      onClose={onClose}
      form={(known) => <Form {...rest} known={known} />}
    />
  );
}

function Form({
  from: { project: itsProject, about, title },
  words,
  known: { speakers, usual, problem },
}: Omit<ReadAloudFormProps, "onClose"> & { known: Answer<"GET /api/speakers"> }): ReactElement {
  const [voice, setVoice] = useState(
    (speakers.find(({ id }) => id === usual.speaker) ?? speakers[0])?.id ?? "",
  );
  const [model, setModel] = useState<VoiceModel>(usual.model);
  const [channel, setChannel] = useState("");
  const [project, setProject] = useState(itsProject);
  const projects = useProjects();
  return (
    <AskForm
      title={title}
      words={words}
      most={longestSpoken}
      tooLong={`At most ${longestSpoken} characters are read at once`}
      label="The words that are read"
      description="ElevenLabs gets exactly these. Change them as you like before you ask."
      problem={
        problem === null
          ? null
          : {
              title: speakers.length === 0 ? "Nothing can be read now" : "The usual voice isn’t there",
              text: problem,
            }
      }
      cost={(text) => ({ microUsd: voicePrice(model, text), of: `${text.length} characters:` })}
      isReady={voice !== ""}
      asked={(said) => ({
        kind: "voice_report",
        project,
        payload: { ...said, about, voice, model },
        ...(channel === "" ? {} : { channel }),
      })}
    >
      {about.of === "text" && (
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
    </AskForm>
  );
}
