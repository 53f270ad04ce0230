import { Anchor, Button, Group, Paper, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { kindWords } from "../../actions/registry.ts";
import type { Answer } from "../../api/client.ts";
import { ProvenanceBadge, RiskBadge } from "../../parts/badges.tsx";
import { Countdown, StoodStill } from "../../parts/countdown.tsx";
import { Person } from "../../parts/person.tsx";
import { useSession } from "../../session/session.tsx";
import { rightsOn } from "../inbox/rights.ts";
import classes from "./hold.module.css";

export type HeldApproval = Answer<"GET /api/approvals">["approvals"][number];

/** One hold: how long still, what goes out, and the two levers. */
export function Hold({
  hold,
  isBusy,
  onCancel,
  onRelease,
}: {
  hold: HeldApproval;
  isBusy: boolean;
  onCancel: () => void;
  onRelease: () => void;
}): ReactElement {
  const { person, may } = useSession();
  const rights = rightsOn(hold, hold.mine, { id: person.id, mayDecide: may("approver") });
  return (
    <Paper component="li" withBorder className={classes["hold"]}>
      <div className={classes["clock"]}>
        <Text size="xs" c="dimmed">
          {hold.stopped ? "stopped, with left" : "goes out in"}
        </Text>
        <Text component="div" className={classes["left"]}>
          {hold.holdUntil !== null &&
            (hold.stopped ? (
              <StoodStill to={hold.holdUntil} key={hold.holdUntil} />
            ) : (
              <Countdown to={hold.holdUntil} />
            ))}
        </Text>
      </div>
      <div className={classes["what"]}>
        <Anchor
          component={Link}
          href={`/inbox/${encodeURIComponent(hold.id)}`}
          fw={600}
          style={{ overflowWrap: "anywhere" }}
        >
          {hold.title}
        </Anchor>
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {kindWords(hold.kind)} for {hold.target}, asked by <Person id={hold.requestedBy} />
        </Text>
        <Group gap="xs" mt={6}>
          <RiskBadge risk={hold.risk} />
          <ProvenanceBadge provenance={hold.provenance} />
        </Group>
      </div>
      <div className={classes["levers"]}>
        {rights.refuse && (
          <Group gap="xs">
            <Button
              variant="default"
              onClick={onCancel}
              disabled={isBusy}
              aria-label={`Cancel… ${hold.title}`}
            >
              Cancel…
            </Button>
            {hold.risk !== "high" && (
              <Button
                variant="light"
                onClick={onRelease}
                loading={isBusy}
                disabled={!rights.approve}
                aria-label={`Release now: ${hold.title}`}
              >
                Release now
              </Button>
            )}
          </Group>
        )}
        {!rights.approve && rights.why !== null && (
          <Text size="xs" c="dimmed">
            {rights.refuse ? `Why you may not release it: ${rights.why}.` : `${rights.why}.`}
          </Text>
        )}
        {rights.approve && hold.risk === "high" && (
          <Text size="xs" c="dimmed">
            It is of high risk: open it to release it.
          </Text>
        )}
      </div>
    </Paper>
  );
}
