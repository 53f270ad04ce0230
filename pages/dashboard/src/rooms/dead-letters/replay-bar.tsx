import { Button, Checkbox, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactElement } from "react";
import { useBoard } from "../../live/board.tsx";
import { counted } from "../../parts/words.ts";
import type { LetterView } from "./letter-view.ts";
import type { Replay } from "./use-replay.ts";

/** The most that one call sends again. */
const mostAtOnce = 100;

/** What can be done with several at once. */
export function ReplayBar({
  chosen,
  shown,
  isMore,
  replay,
  onChoose,
}: {
  chosen: string[];
  shown: readonly LetterView[];
  /** Whether there are open ones beyond those that are shown. */
  isMore: boolean;
  replay: Replay;
  onChoose: (ids: string[]) => void;
}): ReactElement {
  const [isAsking, asking] = useDisclosure(false);
  const { state } = useBoard();
  const open = Math.max(shown.length, isMore ? (state?.waiting.deadLetters ?? 0) : 0);
  const count = isMore && open === shown.length ? `more than ${open} messages` : counted(open, "message");
  const isAll = chosen.length === shown.length;
  return (
    <Group justify="space-between" gap="sm">
      <Checkbox
        label={chosen.length === 0 ? "Choose all shown" : `${chosen.length} chosen`}
        checked={isAll}
        indeterminate={chosen.length > 0 && !isAll}
        onChange={() => onChoose(isAll ? [] : shown.map(({ id }) => id))}
      />
      <Group gap="xs">
        <Button
          variant="default"
          disabled={chosen.length === 0 || chosen.length > mostAtOnce}
          loading={replay.isPending}
          onClick={() => replay.send(chosen)}
        >
          {chosen.length > mostAtOnce ? `At most ${mostAtOnce} at once` : "Replay chosen"}
        </Button>
        <Button variant="default" loading={replay.isPending} onClick={asking.open}>
          Replay all
        </Button>
      </Group>
      <Modal opened={isAsking} onClose={asking.close} title="Replay all" centered>
        <Stack>
          <Text>
            This sends {count} to their queues again
            {open > mostAtOnce && `, ${mostAtOnce} at a time`}. What has been done already is not done twice.
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={asking.close} data-autofocus>
              Back
            </Button>
            <Button
              onClick={() => {
                replay.send("all");
                asking.close();
              }}
            >
              Replay {count}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Group>
  );
}
