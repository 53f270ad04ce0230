import { Button, Checkbox, Group, Modal, Stack, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useApi, useSend } from "../../../api/use-api.ts";
import { Failure } from "../../../parts/failure.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { tellDone } from "../../../parts/tell.ts";
import type { DeliveryView } from "../use-delivery.ts";

/** Asks which documents are read again: those with a newer version are; further ones are chosen. */
export function ReadAgain({
  delivery: { taskId, project, documents },
  onClose,
}: {
  delivery: DeliveryView;
  onClose: () => void;
}): ReactElement {
  const [chosen, setChosen] = useState<string[]>([]);
  const { data, error } = useApi("GET /api/projects/{project}/documents", {
    params: { project },
    query: { limit: 100 },
  });
  const send = useSend("POST /api/deliveries/{id}/again", {
    onAnswer: () => {
      tellDone("They are read before a further story begins.");
      onClose();
    },
  });
  const readable = data?.documents.filter(({ newest }) => newest.state === "read") ?? [];
  const newer = readable.filter(({ id, newest }) =>
    documents.some((one) => one.id === id && one.version < newest.version),
  );
  const further = readable.filter(({ id }) => !documents.some((one) => one.id === id));
  const isNothing = newer.length === 0 && chosen.length === 0;
  const failure = error ?? send.error;
  return (
    <Modal opened onClose={onClose} title="Read documents again" centered>
      <Stack>
        <Text size="sm">
          Before a further story begins, they are read, what is open is asked, and the plan is made anew. What
          is built stays; nothing else is built without another yes.
        </Text>
        {data === undefined && error === null && <Loading lines={3} />}
        {newer.length > 0 && (
          <Text size="sm">
            With a newer version: {newer.map(({ name, newest }) => `${name} (${newest.version})`).join(", ")}.
          </Text>
        )}
        {further.length > 0 && (
          <Checkbox.Group label="Further documents" value={chosen} onChange={setChosen}>
            <Stack gap={6} mt="xs">
              {further.map(({ id, name }) => (
                <Checkbox key={id} value={id} label={name} />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
        {data !== undefined && newer.length === 0 && further.length === 0 && (
          <Text size="sm" c="dimmed">
            No document has a newer version than was read, and the project has no other. Bring one first.
          </Text>
        )}
        {failure !== null && <Failure error={failure} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Back
          </Button>
          <Button
            disabled={isNothing}
            loading={send.isPending}
            onClick={() => send.mutate({ params: { id: taskId }, body: { documents: chosen } })}
          >
            Read them
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
