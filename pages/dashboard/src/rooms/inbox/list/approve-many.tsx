import { Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { kindWords } from "../../../actions/registry.ts";
import type { WaitingApproval } from "../use-inbox.ts";

/** Names what is about to be approved together, and asks once. */
export function ApproveMany({
  those,
  onClose,
  onYes,
}: {
  those: readonly WaitingApproval[] | null;
  onClose: () => void;
  onYes: (those: readonly WaitingApproval[]) => void;
}): ReactElement {
  return (
    <Modal opened={those !== null} onClose={onClose} title={`Approve ${those?.length ?? 0}`} centered>
      {those && (
        <Stack>
          <List size="sm" spacing={6}>
            {those.map(({ id, title, kind, target }) => (
              <List.Item key={id}>
                {title}
                <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
                  {kindWords(kind)} for {target}
                </Text>
              </List.Item>
            ))}
          </List>
          <Text size="sm" c="dimmed">
            Each yes is bound to the bytes that were listed. What has changed meanwhile is refused.
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Back
            </Button>
            <Button
              data-autofocus
              onClick={() => {
                onYes(those);
                onClose();
              }}
            >
              Approve {those.length}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
