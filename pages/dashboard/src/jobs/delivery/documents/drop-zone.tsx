import { Button, FileButton, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import classes from "./documents.module.css";

/** Where files are dropped, or chosen. */
export function DropZone({ onFiles }: { onFiles: (files: File[]) => void }): ReactElement {
  const [isOver, setOver] = useState(false);
  return (
    <section
      className={classes["zone"]}
      data-over={isOver || undefined}
      aria-label="Upload documents"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <Text fw={600}>Drop documents here</Text>
      <Text size="sm" c="dimmed" maw="62ch">
        PDF, DOCX, Markdown, text, HTML, mails (EML), transcripts (VTT, SRT, JSON), Slack exports. 25 MB each.
        A file of the same name is a new version.
      </Text>
      <FileButton onChange={onFiles} multiple>
        {(props) => (
          <Button variant="default" size="xs" {...props}>
            Choose files
          </Button>
        )}
      </FileButton>
    </section>
  );
}
