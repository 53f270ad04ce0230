import { Button, Group, Progress, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import rows from "../../../parts/rows.module.css";
import { counted } from "../../../parts/words.ts";
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
  const done = uploads.filter(({ state }) => state === "done");
  const refused = done.filter(({ files }) => files.some((one) => one.state === "refused")).length;
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <Text size="sm" role="status">
          {done.length} of {counted(uploads.length, "file")} arrived
          {refused > 0 ? `, ${refused} refused` : ""}
        </Text>
        {done.length > 1 && (
          <Button size="compact-xs" variant="default" onClick={() => done.forEach(onRemove)}>
            Dismiss what has arrived
          </Button>
        )}
      </Group>
      <ul className={rows["rows"]} aria-label="Uploads">
        {uploads.map((upload) => (
          <li key={upload.key} style={{ padding: "0.65rem 0.9rem" }}>
            <UploadRow
              upload={upload}
              onAgain={() => onAgain(upload.key)}
              onRemove={() => onRemove(upload)}
            />
          </li>
        ))}
      </ul>
    </Stack>
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
            <Button size="compact-xs" onClick={onAgain} aria-label={`Go on with ${file.name}`}>
              Go on
            </Button>
          )}
          <Button
            size="compact-xs"
            variant="default"
            onClick={onRemove}
            aria-label={`${state === "done" ? "Dismiss" : "Give up"} ${file.name}`}
          >
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
      {state !== "done" && (
        <Text
          size="sm"
          c={state === "broken" ? "var(--mantine-color-error)" : "dimmed"}
          role={state === "broken" ? "alert" : undefined}
          style={{ overflowWrap: "anywhere" }}
        >
          {state === "queued" && "Waits for its turn"}
          {isMoving && (share < 100 ? "On its way" : "It is being read")}
          {error}
        </Text>
      )}
      {files.map((one) => (
        <Text
          size="sm"
          key={`${one.name}/${one.partOf ?? ""}`}
          c={one.state === "refused" ? "var(--mantine-color-error)" : "dimmed"}
          style={{ overflowWrap: "anywhere" }}
        >
          {one.partOf === null ? "" : `${one.name}, attached: `}
          {outcomeWords(one)}
        </Text>
      ))}
    </Stack>
  );
}
