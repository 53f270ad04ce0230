import { Alert, List } from "@mantine/core";
import type { ReactElement } from "react";
import { counted } from "../../parts/words.ts";
import type { Replay } from "./use-replay.ts";

/** What could not be sent again, and why; stays until it is closed. */
export function Refusals({
  refused,
  onClose,
}: Pick<Replay, "refused"> & { onClose: () => void }): ReactElement | null {
  if (refused.length === 0) return null;
  return (
    <Alert
      color="orange"
      variant="light"
      role="alert"
      title={`${counted(refused.length, "message was", "messages were")} not sent`}
      withCloseButton
      closeButtonLabel="Close"
      onClose={onClose}
    >
      <List size="sm">
        {refused.map(({ id, why }) => (
          <List.Item key={id}>
            {id}: {why}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
