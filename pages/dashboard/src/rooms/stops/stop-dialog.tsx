import { Button, Group, Modal, Select, Stack, Text, Textarea } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { namedScopes, scopeKinds, type StopScope } from "../../../../../shared/domain/stop.ts";
import { useApi, useSend } from "../../api/use-api.ts";
import { Failure } from "../../parts/failure.tsx";
import { oneOf } from "../../parts/address.ts";
import { tellDone } from "../../parts/tell.ts";
import { scopeNames, stoppableName, stoppedWhat } from "./stop-words.ts";

/** Asks what to stop and why. Everything is the choice that needs no other. */
export function StopDialog({ onClose }: { onClose: () => void }): ReactElement {
  const [kind, setKind] = useState<(typeof scopeKinds)[number]>("all");
  const [name, setName] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const stops = useApi("GET /api/stops");
  const { mutate, error, isPending } = useSend("POST /api/stops");
  const named = oneOf(kind, namedScopes) ?? null;
  const scope = scopeOf(named, name);
  const isReady = scope !== null && reason.trim() !== "";
  const send = (): void => {
    if (scope === null || !isReady) return;
    mutate(
      { body: { scope, reason: reason.trim() } },
      {
        onSuccess: ({ stop, isNew }) => {
          tellDone(`${stoppedWhat(stop)} is stopped${isNew ? "" : " already"}.`);
          onClose();
        },
      },
    );
  };
  return (
    <Modal opened onClose={onClose} title="Stop" centered>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Stack>
          <Text size="sm">
            Nothing of it begins and nothing of it leaves. Agents at work on it halt, the clocks of holds
            stand still, approvals wait. Resuming goes on where it was.
          </Text>
          <Select
            label="What"
            data={scopeKinds.map((value) => ({ value, label: scopeNames[value] }))}
            value={kind}
            allowDeselect={false}
            onChange={(value) => {
              setKind(oneOf(value, scopeKinds) ?? "all");
              setName(null);
            }}
          />
          {named !== null && (
            <Select
              label="Which"
              data={(stops.data?.known[named] ?? []).map((value) => ({
                value,
                label: stoppableName(named, value),
              }))}
              value={name}
              searchable
              onChange={setName}
            />
          )}
          <Textarea
            label="Why? Everybody sees it."
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
            }}
            autosize
            minRows={2}
            maxLength={2000}
            data-autofocus
          />
          {error !== null && <Failure error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Back
            </Button>
            <Button type="submit" color="red" disabled={!isReady} loading={isPending}>
              Stop
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function scopeOf(kind: (typeof namedScopes)[number] | null, name: string | null): StopScope | null {
  if (kind === null) return { kind: "all" };
  return name === null ? null : { kind, name };
}
