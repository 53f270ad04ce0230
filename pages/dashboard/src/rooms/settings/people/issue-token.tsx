import { Alert, Button, Code, CopyButton, Group, Modal, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { useSend } from "../../../api/use-api.ts";
import { Failure } from "../../../parts/failure.tsx";
import type { Person } from "../setting.ts";

/** Gives a person a new API token and shows it, this once. */
export function IssueToken({
  person: { id, name, hasToken },
  onClose,
}: {
  person: Person;
  onClose: () => void;
}): ReactElement {
  const { mutate, data, error, isPending } = useSend("POST /api/settings/people/{id}/token");
  return (
    // A click beside it must not take away what is shown only once.
    <Modal
      opened
      onClose={onClose}
      title={`API token for ${name}`}
      centered
      closeOnClickOutside={data === undefined}
      closeOnEscape={data === undefined}
    >
      {data === undefined ? (
        <Stack>
          <Text size="sm">
            A token lets {id} call the API with their own rights.
            {hasToken && " They have one: it ends at once when you issue another."}
          </Text>
          {error !== null && <Failure error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Back
            </Button>
            <Button onClick={() => mutate({ params: { id } })} loading={isPending}>
              Issue a token
            </Button>
          </Group>
        </Stack>
      ) : (
        <Stack>
          <Alert color="orange" variant="light" title="Shown only now">
            It is kept nowhere, so it can't be shown again. Whoever has it acts as {id}: pass it on safely.
          </Alert>
          <Code block style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
            {data.token}
          </Code>
          <Group justify="flex-end">
            <CopyButton value={data.token}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy} aria-live="polite">
                  {copied ? "Copied" : "Copy"}
                </Button>
              )}
            </CopyButton>
            <Button onClick={onClose}>I have it</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
