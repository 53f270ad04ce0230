import { Button, Code, Group, List, Modal, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { BundleItem } from "./bundle-items.ts";
import { nameOfPiece } from "./piece-words.ts";

/** Names all that a yes would let out, and asks once. */
export function ConfirmBundle({
  opened,
  title,
  pieces,
  digest,
  onClose,
  onYes,
}: {
  opened: boolean;
  title: string;
  pieces: readonly BundleItem[];
  digest: string;
  onClose: () => void;
  onYes: () => void;
}): ReactElement {
  return (
    <Modal opened={opened} onClose={onClose} title={title} centered>
      <Stack>
        <List size="sm" spacing={6}>
          {pieces.map((piece) => (
            <List.Item key={piece.id}>
              {nameOfPiece(piece)} <Code>{piece.digest.slice(0, 12)}</Code>
            </List.Item>
          ))}
        </List>
        <Text size="sm" c="dimmed">
          Your yes is bound to exactly these together: sha256 <Code>{digest.slice(0, 12)}</Code>. Should one
          change meanwhile, none is approved.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <Button
            data-autofocus
            onClick={() => {
              onClose();
              onYes();
            }}
          >
            {title}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
