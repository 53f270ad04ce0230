import { Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { type ReactElement, useState } from "react";

export interface Question {
  title: string;
  /** What the words are for. */
  label: string;
  /** The button's words: what will be done. */
  verb: string;
  color?: string;
  /** Whether it may be left empty. */
  optional?: boolean;
  onAnswer: (words: string) => void;
}

/** Asks for words in a dialog. Ctrl or ⌘ with Enter sends them. */
export function AskReason({
  question,
  onClose,
}: {
  question: Question | null;
  onClose: () => void;
}): ReactElement {
  return (
    <Modal opened={question !== null} onClose={onClose} title={question?.title} centered>
      {question && <Form question={question} onClose={onClose} />}
    </Modal>
  );
}

function Form({ question, onClose }: { question: Question; onClose: () => void }): ReactElement {
  const [words, setWords] = useState("");
  const ready = question.optional === true || words.trim() !== "";
  const send = (): void => {
    if (!ready) return;
    question.onAnswer(words.trim());
    onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack>
        <Textarea
          label={question.label}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
          }}
          autosize
          minRows={3}
          maxLength={2000}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <Button type="submit" color={question.color ?? "rail"} disabled={!ready}>
            {question.verb}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
