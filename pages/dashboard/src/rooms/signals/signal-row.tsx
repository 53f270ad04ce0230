import { Anchor, Text, UnstyledButton } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { ProvenanceBadge } from "../../parts/badges.tsx";
import { Told } from "../../parts/told.tsx";
import { useAddress } from "../../parts/use-address.ts";
import { When } from "../../parts/when.tsx";
import { SignalBadge } from "./signal-badge.tsx";
import classes from "./signal-row.module.css";
import type { SignalView } from "./signal-words.ts";

export function SignalRow({ signal }: { signal: SignalView }): ReactElement {
  const { set } = useAddress();
  const { id, label, status, provenance, reason, taskId, summary, receivedAt } = signal;
  return (
    <li className={classes["row"]}>
      <div className={classes["what"]}>
        <UnstyledButton
          onClick={() => set({ signal: id })}
          className={classes["open"]}
          aria-haspopup="dialog"
          title="Show it as it was recorded"
        >
          <Text component="span" size="sm" fw={600}>
            {label}
          </Text>
          <Text component="span" size="sm" lineClamp={2} className={classes["summary"]}>
            {summary}
          </Text>
        </UnstyledButton>
        {reason !== null && (
          <Text size="sm" c="dimmed" className={classes["summary"]}>
            Why {status}: <Told text={reason} />
          </Text>
        )}
      </div>
      <div className={classes["badges"]}>
        <SignalBadge status={status} />
        <ProvenanceBadge provenance={provenance} />
      </div>
      <div className={classes["more"]}>
        <When at={receivedAt} />
        {taskId !== null && (
          <Anchor component={Link} href={`/tasks/${encodeURIComponent(taskId)}`} size="sm">
            Its task
          </Anchor>
        )}
      </div>
    </li>
  );
}
