import { Button, Group, Text, Tooltip } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useSend } from "../../../api/use-api.ts";
import { AskReason, type Question } from "../../../parts/ask-reason.tsx";
import { Countdown } from "../../../parts/countdown.tsx";
import { tellDone, tellFailure } from "../../../parts/tell.ts";
import { useSession } from "../../../session/session.tsx";
import { mayEdit } from "../edit/may-edit.ts";
import { rightsOn } from "../rights.ts";
import type { Checked } from "../use-digest.ts";
import { useKeys } from "../../../parts/keys/use-keys.ts";
import { commandOf } from "../shortcuts.ts";
import type { FoundApproval } from "../use-inbox.ts";
import { ConfirmApproval } from "./confirm-approval.tsx";
import classes from "./decision-bar.module.css";
import { useSettled } from "./use-settled.ts";

type Decision = "approved" | "rejected" | "revised";

/** The levers. What they send is the digest that this browser computed from the bytes that it shows. */
export function DecisionBar({
  found: { approval, mine, action },
  title,
  checked,
  onDone,
  onEdit,
}: {
  found: FoundApproval;
  title: string;
  checked: Checked;
  onDone: () => void;
  /** Words it anew, or moves it. */
  onEdit: () => void;
}): ReactElement {
  const { person, may } = useSession();
  const isHold = approval.holdUntil !== null;
  const send = useSend("POST /api/approvals/{id}/decisions", {
    onAnswer: ({ kind }, { body }) => {
      tellDone(
        kind === "voted"
          ? `Your yes to “${title}” counts. It needs a second person.`
          : doneWords(body?.decision ?? "approved", isHold, title),
      );
      onDone();
    },
    onRefusal: tellFailure,
  });
  const [question, setQuestion] = useState<Question | null>(null);
  const [isConfirming, setConfirming] = useState(false);
  const isSettled = useSettled();
  const rights = rightsOn(approval, mine, { id: person.id, mayDecide: may("approver") });
  const isReady = checked.kind === "same" && !send.isPending && !send.isSuccess;

  const decide = (decision: Decision, reason: string | null): void => {
    if (checked.kind !== "same" || send.isPending) return;
    send.mutate({ params: { id: approval.id }, body: { digest: checked.digest, decision, reason } });
  };
  const approve = (): void => (action.risk === "high" ? setConfirming(true) : decide("approved", null));
  const reject = (): void =>
    setQuestion({
      title: isHold ? "Cancel it" : "Reject it",
      label: isHold ? "Why? You may leave it empty." : "Why?",
      verb: isHold ? "Cancel it" : "Reject",
      color: "red.9",
      optional: isHold,
      onAnswer: (reason) => decide("rejected", reason === "" ? null : reason),
    });
  const revise = (): void =>
    setQuestion({
      title: "Ask for a revision",
      label: "What should be different?",
      verb: "Ask for it",
      onAnswer: (reason) => decide("revised", reason),
    });
  useKeys(commandOf, {
    approve: () => isSettled() && isReady && rights.approve && approve(),
    reject: () => isSettled() && isReady && rights.refuse && reject(),
    revise: () => isSettled() && isReady && rights.refuse && action.revisable && revise(),
  });
  const yes = isHold ? "Release now" : "Approve";
  return (
    <div className={classes["bar"]} role="group" aria-label="Decide">
      {(rights.approve || rights.refuse) && (
        <Group gap="xs">
          <Tooltip label={`${yes} (a)`}>
            <Button
              onClick={approve}
              disabled={!isReady || !rights.approve}
              loading={send.isPending && send.variables.body?.decision === "approved"}
              aria-keyshortcuts="a"
            >
              {yes}
            </Button>
          </Tooltip>
          {mayEdit({ ...approval, payload: action.payload }, rights) && (
            <Button variant="default" onClick={onEdit}>
              Edit…
            </Button>
          )}
          {action.revisable && (
            <Tooltip label="Ask for a revision (r)">
              <Button
                variant="default"
                onClick={revise}
                disabled={!isReady || !rights.refuse}
                aria-keyshortcuts="r"
              >
                Revise…
              </Button>
            </Tooltip>
          )}
          <Tooltip label={isHold ? "Cancel it (x)" : "Reject it (x)"}>
            <Button
              variant="default"
              className={classes["no"]}
              onClick={reject}
              disabled={!isReady || !rights.refuse}
              aria-keyshortcuts="x"
            >
              {isHold ? "Cancel…" : "Reject…"}
            </Button>
          </Tooltip>
        </Group>
      )}
      <Text size="sm" c="dimmed" className={classes["words"]}>
        {isHold && approval.holdUntil !== null && (
          <>
            Goes out in <Countdown to={approval.holdUntil} />.{" "}
          </>
        )}
        {approval.rule.people > 1 && `${approval.votes.length} of ${approval.rule.people} have said yes. `}
        {rights.why !== null && `Why you may not approve it: ${rights.why}.`}
      </Text>
      <ConfirmApproval
        opened={isConfirming}
        title={title}
        kind={action.kind}
        target={action.target}
        digest={approval.digest}
        onClose={() => setConfirming(false)}
        onYes={() => decide("approved", null)}
      />
      <AskReason question={question} onClose={() => setQuestion(null)} />
    </div>
  );
}

function doneWords(decision: Decision, isHold: boolean, title: string): string {
  switch (decision) {
    case "approved":
      return isHold ? `“${title}” is released and goes out now.` : `“${title}” is approved.`;
    case "rejected":
      return isHold ? `“${title}” is cancelled.` : `“${title}” is rejected.`;
    case "revised":
      return `A revision of “${title}” is asked for.`;
  }
}
