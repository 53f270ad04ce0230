import { Anchor, Button, Group, List, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { Link, useLocation } from "wouter";
import { useSend } from "../../../api/use-api.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import type { FactView } from "../../../parts/fact/fact-view.ts";
import { tellDone } from "../../../parts/tell.ts";
import { Told } from "../../../parts/told.tsx";
import { useSession } from "../../../session/session.tsx";
import { linkedIn } from "./linked-in.ts";

/** Reports that were taken for this bug; whoever knows better says that one is another. */
export function LinkedReports({
  taskId,
  timeline,
}: {
  taskId: string;
  timeline: readonly FactView[];
}): ReactElement | null {
  const { may } = useSession();
  const [, go] = useLocation();
  const [meant, setMeant] = useState<string | null>(null);
  const apart = useSend("POST /api/fixes/{id}/apart");
  const reports = linkedIn(timeline);
  if (reports.length === 0) return null;
  return (
    <section aria-label="Reported again">
      <Text size="sm" fw={600}>
        Reported again
      </Text>
      <List size="sm" listStyleType="none">
        {reports.map(({ signalId, words, parted }) => (
          <List.Item key={signalId}>
            <Group gap="xs">
              <Told text={words} />
              {parted !== null && (
                <Anchor component={Link} href={`/tasks/${encodeURIComponent(parted)}`} inherit>
                  It is another bug
                </Anchor>
              )}
              {parted === null && may("approver") && (
                <Button size="compact-xs" variant="default" onClick={() => setMeant(signalId)}>
                  It is another bug
                </Button>
              )}
            </Group>
          </List.Item>
        ))}
      </List>
      {meant !== null && (
        <Confirm
          title="Is it another bug?"
          verb="Part them"
          error={apart.error}
          isSending={apart.isPending}
          onConfirm={() =>
            apart.mutate(
              { params: { id: taskId }, body: { signal: meant } },
              {
                onSuccess: ({ taskId: own }) => {
                  tellDone("The report is a bug of its own now: this is its task.");
                  go(`/tasks/${encodeURIComponent(own)}`);
                },
              },
            )
          }
          onClose={() => setMeant(null)}
        >
          The report begins a fix of its own, and is not taken for another bug again because it is at the same
          place.
        </Confirm>
      )}
    </section>
  );
}
