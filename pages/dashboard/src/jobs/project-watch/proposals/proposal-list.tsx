import { Anchor, Badge, Group, type MantineColor, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { kindWords } from "../../../actions/registry.ts";
import { StatusBadge } from "../../../parts/badges.tsx";
import rows from "../../../parts/rows.module.css";
import { When } from "../../../parts/when.tsx";
import { counted } from "../../../parts/words.ts";
import { useWaitingOf } from "../use-waiting.ts";
import type { Proposal } from "../views.ts";

const states: Record<Proposal["state"], { words: string; color: MantineColor }> = {
  noted: { words: "only noted", color: "gray" },
  proposed: { words: "proposed", color: "rail" },
  withdrawn: { words: "withdrawn", color: "gray" },
  refused: { words: "refused", color: "red" },
};

/** What the watch has wanted to do, and how far each of it has come. */
export function ProposalList({ proposals }: { proposals: readonly Proposal[] }): ReactElement {
  return (
    <ul className={rows["rows"]} aria-label="Proposals">
      {proposals.map((proposal) => (
        <li key={proposal.id} style={{ padding: "0.65rem 0.9rem" }}>
          <ProposalRow proposal={proposal} />
        </li>
      ))}
    </ul>
  );
}

function ProposalRow({
  proposal: { kind, title, why, sources, state, errandTaskId, errandStatus, reason, taskId, at },
}: {
  proposal: Proposal;
}): ReactElement {
  const waiting = useWaitingOf(errandTaskId);
  return (
    <>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Text size="sm" fw={600} style={{ overflowWrap: "anywhere" }}>
          {title}
        </Text>
        {errandStatus === null || state !== "proposed" ? (
          <Badge color={states[state].color} variant="light" tt="none" fw={600} miw="max-content">
            {states[state].words}
          </Badge>
        ) : (
          <StatusBadge status={errandStatus} />
        )}
      </Group>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {why}
      </Text>
      {reason !== null && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {state === "withdrawn" ? "Withdrawn: " : "Why not: "}
          {reason}
        </Text>
      )}
      <Group gap="md" mt={2}>
        <Text size="xs" c="dimmed">
          {kindWords(kind)}, from {counted(sources.length, "signal")}, <When at={at} />
        </Text>
        {waiting !== null && (
          <Way href={`/inbox/${encodeURIComponent(waiting.id)}`}>
            {waiting.holdUntil === null ? "Decide on it" : "Its hold"}
          </Way>
        )}
        {errandTaskId !== null && <Way href={`/tasks/${encodeURIComponent(errandTaskId)}`}>Its task</Way>}
        <Way href={`/tasks/${encodeURIComponent(taskId)}`}>The cycle</Way>
      </Group>
    </>
  );
}

function Way({ href, children }: { href: string; children: string }): ReactElement {
  return (
    <Anchor component={Link} href={href} size="xs">
      {children}
    </Anchor>
  );
}
