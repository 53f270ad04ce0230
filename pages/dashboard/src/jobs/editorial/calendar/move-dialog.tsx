import { Alert, Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useSend } from "../../../api/use-api.ts";
import { Failure } from "../../../parts/failure.tsx";
import { tellDone } from "../../../parts/tell.ts";
import { useNow } from "../../../parts/use-now.ts";
import { inputOf, momentIn, zonedWords } from "../zone.ts";
import type { Entry } from "./days.ts";
import { costOf } from "./move-cost.ts";
import { outletMark } from "./outlet-marks.ts";
import { hourWords, type Slot } from "./slot.ts";

/** Asks for another time, and says before what it costs: whether people must say yes again. */
export function MoveDialog({
  entry,
  slot,
  timeZone,
  onClose,
}: {
  entry: Entry;
  /** Where it was dropped: at that hour, or at the time of day that it has; null: people say. */
  slot: Slot | null;
  timeZone: string;
  onClose: () => void;
}): ReactElement {
  const { approvalId, digest, state, movingAsks, kind, title, dueAt } = entry;
  const before = inputOf(Date.parse(dueAt), timeZone);
  const [input, setInput] = useState(slot === null ? before : inputAt(slot, before));
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

/** The minutes stay where only the day is another. */
function inputAt({ day, hour }: Slot, before: string): string {
  const isOwnHour = hour === null || hour === Number(before.slice(11, 13));
  return `${day}T${isOwnHour ? before.slice(11) : hourWords(hour)}`;
}
