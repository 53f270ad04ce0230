import { Badge, type MantineColor } from "@mantine/core";
import type { ReactElement } from "react";
import type { Answer } from "../api/client.ts";

export type TaskStatus = Answer<"GET /api/tasks">["tasks"][number]["status"];
type Approval = Answer<"GET /api/approvals">["approvals"][number];

const statuses: Record<TaskStatus, { words: string; color: MantineColor }> = {
  queued: { words: "queued", color: "gray" },
  working: { words: "working", color: "rail" },
  waiting_reply: { words: "waits for an answer", color: "orange" },
  waiting_approval: { words: "waits for approval", color: "orange" },
  on_hold: { words: "on hold", color: "grape" },
  waiting_time: { words: "waits for its time", color: "indigo" },
  out_of_budget: { words: "out of budget", color: "orange" },
  waiting_merge: { words: "ready, waits for merge", color: "teal" },
  done: { words: "done", color: "green" },
  rejected: { words: "rejected", color: "gray" },
  failed: { words: "failed", color: "red" },
  cancelled: { words: "cancelled", color: "gray" },
};

export const statusWords = (status: TaskStatus): string => statuses[status].words;

/** Light badges keep their words readable in both color schemes, which axe checks. */
function Tag({ color, children }: { color: MantineColor; children: string }): ReactElement {
  return (
    <Badge
      color={color}
      variant="light"
      tt="none"
      fw={600}
      style={{ flexShrink: 0, minWidth: "max-content" }}
    >
      {children}
    </Badge>
  );
}

export function StatusBadge({ status }: { status: TaskStatus }): ReactElement {
  const { words, color } = statuses[status];
  return <Tag color={color}>{words}</Tag>;
}

const risks: Record<Approval["risk"], MantineColor> = { low: "green", medium: "orange", high: "red" };

export function RiskBadge({ risk }: { risk: Approval["risk"] }): ReactElement {
  return <Tag color={risks[risk]}>{`${risk} risk`}</Tag>;
}

const provenances: Record<Approval["provenance"], MantineColor> = {
  operator: "rail",
  internal: "teal",
  external: "orange",
};

export function ProvenanceBadge({ provenance }: { provenance: Approval["provenance"] }): ReactElement {
  return <Tag color={provenances[provenance]}>{`${provenance} input`}</Tag>;
}
