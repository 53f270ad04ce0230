import { Anchor, Drawer, Group, List, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { useApi } from "../../api/use-api.ts";
import { ProvenanceBadge } from "../../parts/badges.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Json } from "../../parts/json.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Moment } from "../../parts/when.tsx";
import { Told } from "../../parts/told.tsx";
import { SignalBadge } from "./signal-badge.tsx";

/** One signal with everything that was recorded of it. */
export function SignalDrawer({ id, onClose }: { id: string | null; onClose: () => void }): ReactElement {
  return (
    <Drawer
      opened={id !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title="Signal"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {id !== null && <Recorded id={id} />}
    </Drawer>
  );
}

function Recorded({ id }: { id: string }): ReactElement {
  const { data, error, refetch } = useApi("GET /api/signals/{id}", { params: { id } });
  // While another one is read, the one before is still at hand: it must not stand under this name.
  if (data?.signal.id !== id)
    return error === null ? <Loading /> : <Failure error={error} onRetry={() => void refetch()} />;
  const { label, status, provenance, reason, taskId, answers, receivedAt, enqueuedAt, body } = data.signal;
  return (
    <Stack>
      <div>
        <Text fw={600}>{label}</Text>
        <Text size="sm" c="dimmed" ff="monospace" style={{ overflowWrap: "anywhere" }}>
          {id}
        </Text>
      </div>
      <Group gap={6}>
        <SignalBadge status={status} />
        <ProvenanceBadge provenance={provenance} />
      </Group>
      {reason !== null && (
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          Why {status}: <Told text={reason} />
        </Text>
      )}
      <Text size="sm" c="dimmed">
        Received <Moment at={receivedAt} />
        {enqueuedAt !== null && (
          <>
            , enqueued <Moment at={enqueuedAt} />
          </>
        )}
      </Text>
      {answers.length > 1 && (
        <List size="sm" aria-label="What each job said to it">
          {answers.map((one) => (
            <List.Item key={one.job}>
              {one.job} {one.answer === "took" ? "took it up" : "declined it"}
              {one.reason !== null && (
                <>
                  : <Told text={one.reason} />
                </>
              )}
            </List.Item>
          ))}
        </List>
      )}
      {taskId !== null && (
        <Anchor component={Link} href={`/tasks/${encodeURIComponent(taskId)}`} size="sm">
          Its task
        </Anchor>
      )}
      <Json value={body} label="What came in, without personal data" />
    </Stack>
  );
}
