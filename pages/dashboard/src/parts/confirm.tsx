import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import type { ApiError } from "../api/client.ts";
import { Failure } from "./failure.tsx";

/** A second look before something that is hard to take back. Stays open with the Worker's words when it refuses. */
export function Confirm({
  title,
  verb,
  error,
  isSending,
  onConfirm,
  onClose,
  children,
}: {
  title: string;
  verb: string;
  error: ApiError | null;
  isSending: boolean;
  onConfirm: () => void;
  onClose: () => void;
  /** What it means. */
  children: ReactNode;
}): ReactElement {
  return (
    <Modal opened onClose={onClose} title={title} centered>
      <Stack>
        <Text size="sm">{children}</Text>
        {error !== null && <Failure error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Back
          </Button>
          <Button color="red" onClick={onConfirm} loading={isSending}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
