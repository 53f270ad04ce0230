import { Alert, Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useSend } from "../../../api/use-api.ts";
import { Failure } from "../../../parts/failure.tsx";
import { tellDone } from "../../../parts/tell.ts";
import { useNow } from "../../../parts/use-now.ts";
import { inputOf, momentIn, zonedWords } from "../zone.ts";
import type { Entry } from "./days.ts";
import { outletMark } from "./outlet-marks.ts";

/** Asks for another time, and says before what it costs: whether people must say yes again. */
export function MoveDialog({
  entry,
  day,
  timeZone,
  onClose,
}: {
  entry: Entry;
  /** Where it was dropped, at the time of day that it has; null: people say. */
  day: string | null;
  timeZone: string;
  onClose: () => void;
}): ReactElement {
  const { approvalId, digest, state, movingAsks, kind, title, dueAt } = entry;
  const before = inputOf(Date.parse(dueAt), timeZone);
  const [input, setInput] = useState(day === null ? before : `${day}${before.slice(10)}`);
  const now = useNow(10_000);
  const { mutate, error, isPending } = useSend("POST /api/approvals/{id}/edit");
  const at = momentIn(input, timeZone);
  const problem = at === null ? "That is no date and time." : at <= now ? "That has passed." : null;
  const move = (): void => {
    if (at === null || problem !== null || approvalId === null) return;
    const body = { digest, wording: {}, publishAt: new Date(at).toISOString() };
    mutate(
      { params: { id: approvalId }, body },
      {
        onSuccess: () => {
          tellDone(`It is moved to ${zonedWords(at, timeZone)}.`);
          onClose();
        },
      },
    );
  };
  return (
    <Modal opened onClose={onClose} title={`Move: ${title}`} centered>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          move();
        }}
      >
        <Stack>
          <Text size="sm">
            {outletMark(kind)}, {zonedWords(Date.parse(dueAt), timeZone)} until now.
          </Text>
          <TextInput
            type="datetime-local"
            label={`New time, ${timeZone}`}
            value={input}
            onChange={(event) => setInput(event.currentTarget.value)}
            error={problem}
            required
            data-autofocus
          />
          <Alert color={movingAsks ? "orange" : "gray"} variant="light" py="xs">
            {costOf(state, movingAsks)}
          </Alert>
          {error !== null && <Failure error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Back
            </Button>
            <Button type="submit" disabled={problem !== null} loading={isPending}>
              Move
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function costOf(state: Entry["state"], movingAsks: boolean): string {
  if (state === "waiting") return "It waits for approval: the question is asked with its new time.";
  return movingAsks
    ? "It is approved for the time that it has. Moved, it needs a new approval, and does not go out without."
    : "It stays approved: by the rules, whoever may decide may move it.";
}
