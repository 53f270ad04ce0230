import { Button, Group, Progress, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import rows from "../../../parts/rows.module.css";
import { outcomeWords, sizeWords } from "../document-words.ts";
import type { Upload } from "./use-uploads.ts";

/** The files that were dropped since the room was entered: how far each is, and what became of it. */
export function UploadList({
  uploads,
  onAgain,
  onRemove,
}: {
  uploads: readonly Upload[];
  onAgain: (key: number) => void;
  onRemove: (upload: Upload) => void;
}): ReactElement | null {
  if (uploads.length === 0) return null;
  return (
    <ul className={rows["rows"]} aria-label="Uploads">
      {uploads.map((upload) => (
        <li key={upload.key} style={{ padding: "0.65rem 0.9rem" }}>
          <UploadRow upload={upload} onAgain={() => onAgain(upload.key)} onRemove={() => onRemove(upload)} />
        </li>
      ))}
    </ul>
  );
}

function UploadRow({
  upload: { file, sent, state, files, error },
  onAgain,
  onRemove,
}: {
  upload: Upload;
  onAgain: () => void;
  onRemove: () => void;
}): ReactElement {
  const share = file.size === 0 ? 100 : Math.min(100, (sent / file.size) * 100);
  const isMoving = state === "sending";
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Text size="sm" fw={600} style={{ overflowWrap: "anywhere" }}>
          {file.name}
        </Text>
        <Group gap="xs" wrap="nowrap">
          <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }}>
            {isMoving ? `${sizeWords(Math.min(sent, file.size))} of ` : ""}
            {sizeWords(file.size)}
          </Text>
          {state === "broken" && (
            <Button size="compact-xs" onClick={onAgain}>
              Go on
            </Button>
          )}
          <Button size="compact-xs" variant="default" onClick={onRemove}>
            {state === "done" ? "Dismiss" : "Give up"}
          </Button>
        </Group>
      </Group>
      {(isMoving || state === "broken") && (
        <Progress
          value={share}
          size="sm"
          animated={isMoving && share >= 100}
          color={state === "broken" ? "orange" : "rail"}
          aria-label={`How much of ${file.name} has arrived`}
        />
      )}
      <Text
        size="sm"
        c={state === "broken" ? "red" : "dimmed"}
        role="status"
        style={{ overflowWrap: "anywhere" }}
      >
        {state === "queued" && "Waits for its turn"}
        {isMoving && (share < 100 ? "On its way" : "It is being read")}
        {error}
      </Text>
      {files.map((one) => (
        <Text
          size="sm"
          key={`${one.name}/${one.partOf ?? ""}`}
          c={one.state === "refused" ? "red" : "dimmed"}
          style={{ overflowWrap: "anywhere" }}
        >
          {one.partOf === null ? "" : `${one.name}, attached: `}
          {outcomeWords(one)}
        </Text>
      ))}
    </Stack>
  );
}
