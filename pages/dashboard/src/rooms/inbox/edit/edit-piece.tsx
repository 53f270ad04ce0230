import { Alert, Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { viewOf } from "../../../actions/registry.ts";
import { useSend } from "../../../api/use-api.ts";
import { Loading } from "../../../parts/loading.tsx";
import { tellDone } from "../../../parts/tell.ts";
import { useNow } from "../../../parts/use-now.ts";
import { spoken } from "../../../parts/words.ts";
import { useZone } from "../use-zone.ts";
import { draftOf, editedIn, membersOf, timeOf, timeProblem } from "./edit-draft.ts";
import classes from "./edit-piece.module.css";
import { toldProblems } from "./told-problems.ts";

/** Something that waits, as far as its words and its time can be changed. */
export interface Editable {
  id: string;
  digest: string;
  kind: string;
  project: string;
  wording: readonly string[];
  payload: unknown;
}

interface Editing {
  piece: Editable;
  /** Given the approval that has taken its place. */
  onEdited: (approvalId: string) => void;
  onClose: () => void;
}

/** Words a piece anew, or moves it, with how it will look beside it as one types. It becomes another version, under the editor's name. */
export function EditPiece(editing: Editing): ReactElement {
  const timeZone = useZone(editing.piece.project);
  return timeZone === null ? <Loading lines={8} /> : <EditForm {...editing} timeZone={timeZone} />;
}

function EditForm({ piece, onEdited, onClose, timeZone }: Editing & { timeZone: string }): ReactElement {
  const now = useNow(10_000);
  // What was shown when the editing began: what others make of it meanwhile is told, not written over.
  const [begun, setBegun] = useState(piece);
  const [draft, setDraft] = useState(() => draftOf(piece.payload, piece.wording, timeZone));
  const { mutate, error, isPending, reset } = useSend("POST /api/approvals/{id}/edit", {
    onAnswer: ({ approval }) => {
      tellDone("It is a new version, under your name. It waits for a yes like the one before.");
      onEdited(approval.id);
    },
  });
  const { payload, wording: fields } = begun;
  const shown = { ...membersOf(payload), ...draft.wording };
  const problems = viewOf(piece.kind).problems?.(shown) ?? [];
  const wrongTime = timeProblem(payload, draft, timeZone, now);
  const told = error === null ? null : toldProblems(error.message, fields);
  const edited = editedIn(payload, draft, timeZone);
  const isOutdated = begun.id !== piece.id;
  const isReady = edited !== null && problems.length === 0 && wrongTime === null && !isOutdated;
  const change = (part: Partial<typeof draft>): void => {
    reset();
    setDraft((before) => ({ ...before, ...part }));
  };
  return (
    <form
      noValidate
      aria-label="Edit it"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) mutate({ params: { id: begun.id }, body: { digest: begun.digest, ...edited } });
      }}
    >
      <div className={classes["panes"]}>
        <Stack gap="sm">
          {fields.map((field, n) => (
            <Textarea
              key={field}
              label={spoken(field)}
              value={draft.wording[field] ?? ""}
              onChange={(event) =>
                change({ wording: { ...draft.wording, [field]: event.currentTarget.value } })
              }
              error={
                told?.byField[field] ?? (n === 0 && problems.length > 0 ? `It ${problems.join("; ")}.` : null)
              }
              autosize
              minRows={field === "markdown" || field === "text" ? 5 : 1}
              maxRows={24}
              data-autofocus={n === 0 ? true : undefined}
            />
          ))}
          {timeOf(payload) !== undefined && (
            <TextInput
              type="datetime-local"
              label={`Goes out, ${timeZone}`}
              description="Empty: as soon as it is approved"
              value={draft.time}
              onChange={(event) => change({ time: event.currentTarget.value })}
              error={wrongTime}
            />
          )}
          {told !== null && told.rest !== null && (
            <Alert color="red" variant="light" role="alert" title="That did not work">
              {told.rest}
            </Alert>
          )}
          {isOutdated && (
            <Alert color="orange" variant="light" role="alert" title="Somebody has changed it meanwhile">
              Your words were written for the version before.
              <Group mt="sm">
                <Button
                  size="xs"
                  variant="default"
                  onClick={() => {
                    setBegun(piece);
                    setDraft(draftOf(piece.payload, piece.wording, timeZone));
                  }}
                >
                  Begin with theirs
                </Button>
                <Button size="xs" variant="default" onClick={() => setBegun(piece)}>
                  Keep mine over theirs
                </Button>
              </Group>
            </Alert>
          )}
          <Group justify="space-between" gap="xs">
            <Text size="sm" c="dimmed">
              It becomes a new version under your name, and is asked about anew.
            </Text>
            <Group gap="xs">
              <Button variant="default" size="sm" onClick={onClose}>
                Back
              </Button>
              <Button type="submit" size="sm" disabled={!isReady} loading={isPending}>
                Save
              </Button>
            </Group>
          </Group>
        </Stack>
        <div className={classes["preview"]}>{viewOf(piece.kind).rendering?.(shown)}</div>
      </div>
    </form>
  );
}
