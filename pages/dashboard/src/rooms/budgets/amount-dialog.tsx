import { Button, Group, Modal, NumberInput, Stack, Text } from "@mantine/core";
import { type ReactElement, type ReactNode, useState } from "react";
import type { ApiError } from "../../api/client.ts";
import { Failure } from "../../parts/failure.tsx";
import { amountProblem } from "./what-is-set.ts";

/** Asks for an amount of money in a dialog, which stays open with the Worker's words when it refuses. */
export function AmountDialog({
  title,
  label,
  verb,
  initial,
  range,
  error,
  isSending,
  onSend,
  onClose,
  children,
}: {
  title: string;
  label: string;
  /** The button's words. */
  verb: string;
  /** What stands there at first, dollars; NaN for nothing. */
  initial: number;
  range: { least: number; most: number };
  error: ApiError | null;
  isSending: boolean;
  onSend: (usd: number) => void;
  onClose: () => void;
  /** What it means, in a line. */
  children: ReactNode;
}): ReactElement {
  const [usd, setUsd] = useState(initial);
  const [isTouched, setTouched] = useState(false);
  const problem = amountProblem(usd, range);
  return (
    <Modal opened onClose={onClose} title={title} centered>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTouched(true);
          if (problem === null) onSend(usd);
        }}
      >
        <Stack>
          <Text size="sm">{children}</Text>
          <NumberInput
            label={label}
            prefix="$"
            decimalScale={2}
            step={1}
            min={0}
            value={Number.isNaN(usd) ? "" : usd}
            onChange={(value) => setUsd(value === "" ? Number.NaN : Number(value))}
            onBlur={() => setTouched(true)}
            error={isTouched ? problem : null}
            data-autofocus
          />
          {error !== null && <Failure error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Back
            </Button>
            <Button type="submit" loading={isSending}>
              {verb}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
