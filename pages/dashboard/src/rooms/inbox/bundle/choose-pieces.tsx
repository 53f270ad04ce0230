import { Button, Checkbox, Group, Modal, Stack, Textarea } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { BundleItem } from "./bundle-items.ts";
import { nameOfPiece } from "./piece-words.ts";

interface Choosing {
  pieces: readonly BundleItem[];
  onClose: () => void;
  onChosen: (ids: string[], reason: string) => void;
}

/** Asks which pieces should be different, and how. */
export function ChoosePieces({ opened, ...choosing }: Choosing & { opened: boolean }): ReactElement {
  return (
    <Modal opened={opened} onClose={choosing.onClose} title="Ask for a revision" centered>
      <Form {...choosing} />
    </Modal>
  );
}

function Form({ pieces, onClose, onChosen }: Choosing): ReactElement {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [words, setWords] = useState("");
  const chosen = pieces.filter(({ id }) => !left.has(id)).map(({ id }) => id);
  const isReady = chosen.length > 0 && words.trim() !== "";
  const toggle = (id: string): void => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        onChosen(chosen, words.trim());
        onClose();
      }}
    >
      <Stack>
        <Stack gap={8} role="group" aria-label="Which of them">
          {pieces.map((piece) => (
            <Checkbox
              key={piece.id}
              label={nameOfPiece(piece)}
              checked={!left.has(piece.id)}
              onChange={() => toggle(piece.id)}
            />
          ))}
        </Stack>
        <Textarea
          label="What should be different?"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          autosize
          minRows={3}
          maxLength={2000}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <Button type="submit" disabled={!isReady}>
            Ask for {chosen.length === 1 ? "one" : chosen.length} anew
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
