import { Drawer, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { entryIn, type Document } from "./documents.ts";
import { EntryDetail } from "./entry-detail.tsx";

/** One row with all that is known of it, at its address. */
export function EntryDrawer({
  project,
  document,
  id,
  onClose,
}: {
  project: string;
  document: Document;
  id: string | null;
  onClose: () => void;
}): ReactElement {
  const entry = id === null ? undefined : entryIn(document, id);
  return (
    <Drawer
      opened={id !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title={id}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {entry !== undefined && (
        <EntryDetail project={project} document={document} entry={entry} onGone={onClose} />
      )}
      {id !== null && entry === undefined && (
        <Text size="sm">There is no {id} here by now. The history says what became of it.</Text>
      )}
    </Drawer>
  );
}
