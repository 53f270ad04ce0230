import { Button, Group, Modal, NumberInput, Stack, Text } from "@mantine/core";
import { type ReactElement, useRef, useState } from "react";
import { useApi, useSend } from "../../api/use-api.ts";
import { Failure } from "../../parts/failure.tsx";
import { dollars } from "../../parts/money.tsx";
import { tellDone } from "../../parts/tell.ts";

/** Gives a task more money. */
export function TopUp({
  taskId,
  isOpen,
  onClose,
}: {
  taskId: string;
  isOpen: boolean;
  onClose: () => void;
}): ReactElement {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Top up this task" centered>
      {isOpen && <TopUpForm taskId={taskId} onClose={onClose} />}
    </Modal>
  );
}

/** The most that one top-up may add, dollars. */
const most = 1000;

function TopUpForm({ taskId, onClose }: { taskId: string; onClose: () => void }): ReactElement {
  const [usd, setUsd] = useState<string | number>(1);
  // One key a dialog: sending again after a lost answer adds the money once.
  const onceKey = useRef(crypto.randomUUID());
  const { mutate, isPending, error } = useSend("POST /api/budgets/top-ups");
  const isValid = typeof usd === "number" && usd > 0 && usd <= most;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (typeof usd !== "number" || !isValid || isPending) return;
        mutate(
          { body: { scope: "task", of: taskId, usd }, onceKey: onceKey.current },
          {
            onSuccess: () => {
              tellDone(`${dollars(usd)} added. If the task waited for it, it goes on.`);
              onClose();
            },
          },
        );
      }}
    >
      <Stack>
        <Pot taskId={taskId} />
        <NumberInput
          label="Dollars to add"
          value={usd}
          onChange={setUsd}
          min={0}
          max={most}
          decimalScale={2}
          step={1}
          prefix="$"
          allowNegative={false}
          error={isValid ? undefined : `More than nothing, ${dollars(most)} at most`}
          data-autofocus
        />
        {error !== null && <Failure error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <Button type="submit" loading={isPending} disabled={!isValid}>
            Top up
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** How full the task's own pot is. */
function Pot({ taskId }: { taskId: string }): ReactElement | null {
  const { data } = useApi("GET /api/budgets", { query: { task: taskId } });
  const pot = data?.budgets.find(({ scope }) => scope === "task");
  if (pot === undefined) return null;
  return (
    <Text size="sm" c="dimmed">
      Spent {dollars(pot.spentUsd)} of {dollars(pot.limitUsd + pot.topUpUsd)}
      {pot.reservedUsd > 0 && `, ${dollars(pot.reservedUsd)} reserved`}.
    </Text>
  );
}
