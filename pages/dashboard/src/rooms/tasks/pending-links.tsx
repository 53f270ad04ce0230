import { Anchor, Group } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { kindWords } from "../../actions/registry.ts";
import type { Dossier } from "../../jobs/job-panels.ts";

/** The ways to where people decide what the task waits for. */
export function PendingLinks({ approvals }: Pick<Dossier, "approvals">): ReactElement | null {
  const pending = approvals.filter(({ status }) => status === "pending");
  if (pending.length === 0) return null;
  return (
    <Group gap="md">
      {pending.map(({ id, kind, holdUntil }) => (
        <Anchor component={Link} href={`/inbox/${encodeURIComponent(id)}`} size="sm" fw={600} key={id}>
          {holdUntil === null ? "Look and decide" : "Look at the hold"}: {kindWords(kind).toLowerCase()}
        </Anchor>
      ))}
    </Group>
  );
}
