import { Button, Code, Group, Modal, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { kindWords, viewOf } from "../../../actions/registry.ts";

/** Asks once more before something of high risk goes out. */
export function ConfirmApproval({
  opened,
  title,
  kind,
  target,
  digest,
  onClose,
  onYes,
}: {
  opened: boolean;
  title: string;
  kind: string;
  target: string;
  digest: string;
  onClose: () => void;
  onYes: () => void;
}): ReactElement {
  return (
    <Modal opened={opened} onClose={onClose} title="This is of high risk" centered>
      <Stack gap="sm">
        <Text fw={600} style={{ overflowWrap: "anywhere" }}>
          {title}
        </Text>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {kindWords(kind)} for {target}.{" "}
          {viewOf(kind).consequence ?? "Once it is out, it can’t be taken back from here."}
        </Text>
        <Text size="sm" c="dimmed">
          The bytes: sha256 <Code>{digest.slice(0, 12)}</Code>
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Back
          </Button>
          <Button
            color="red.9"
            onClick={() => {
              onClose();
              onYes();
            }}
          >
            Approve it
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
