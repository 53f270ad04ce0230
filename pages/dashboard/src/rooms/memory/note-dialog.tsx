import { Button, Group, Modal, NativeSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { defaultProject } from "../../../../../shared/policy/rules.ts";
import { useSend } from "../../api/use-api.ts";
import { Failure } from "../../parts/failure.tsx";
import { tellDone } from "../../parts/tell.ts";
import { useProjects } from "../tasks/use-projects.ts";

/** Has something written down that the crew is to remember. Stays open with the Worker's words when it refuses. */
export function NoteDialog({ onClose }: { onClose: () => void }): ReactElement {
  const projects = useProjects();
  const [note, setNote] = useState({ project: defaultProject, title: "", text: "" });
  const [onceKey] = useState(() => crypto.randomUUID());
  const [isTried, setIsTried] = useState(false);
  const sending = useSend("POST /api/memories", {
    onAnswer: () => {
      tellDone("It is written down.");
      onClose();
    },
  });
  const missing = (words: string, ask: string): string | null =>
    isTried && words.trim() === "" ? ask : null;
  const send = (): void => {
    setIsTried(true);
    if (note.title.trim() !== "" && note.text.trim() !== "") sending.mutate({ body: note, onceKey });
  };
  return (
    <Modal opened onClose={onClose} title="Write something down" centered>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Stack>
          <TextInput
            label="What it is about"
            value={note.title}
            onChange={(event) => setNote({ ...note, title: event.currentTarget.value })}
            error={missing(note.title, "Say what it is about")}
            maxLength={200}
            required
            data-autofocus
          />
          <Textarea
            label="What is to be remembered"
            description="Texts about the like get it as material, never as an order."
            value={note.text}
            onChange={(event) => setNote({ ...note, text: event.currentTarget.value })}
            error={missing(note.text, "Say what is to be remembered")}
            autosize
            minRows={4}
            maxRows={16}
            maxLength={8000}
            required
          />
          <NativeSelect
            label="Project"
            description="It is remembered there alone"
            value={note.project}
            onChange={(event) => setNote({ ...note, project: event.currentTarget.value })}
            data={projects}
          />
          {sending.error !== null && <Failure error={sending.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Back
            </Button>
            <Button type="submit" loading={sending.isPending}>
              Remember it
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
