import { Button, Group, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useSend } from "../../../api/use-api.ts";
import { AskReason, type Question } from "../../../parts/ask-reason.tsx";
import { tellFailure } from "../../../parts/tell.ts";
import { useSession } from "../../../session/session.tsx";
import classes from "../detail/decision-bar.module.css";
import { ConfirmApproval } from "../detail/confirm-approval.tsx";
import { mayEdit } from "../edit/may-edit.ts";
import { rightsOn } from "../rights.ts";
import type { BundleItem } from "./bundle-items.ts";

/** The levers of one piece. They are bound to its own digest, as this browser computed it. */
export function PieceButtons({
  piece,
  name,
  digest,
  onEdit,
}: {
  piece: BundleItem;
  name: string;
  digest: string | null;
  onEdit: () => void;
}): ReactElement {
  const { person, may } = useSession();
  const send = useSend("POST /api/approvals/{id}/decisions", { onRefusal: tellFailure });
  const [question, setQuestion] = useState<Question | null>(null);
  const [isConfirming, setConfirming] = useState(false);
  const rights = rightsOn(piece, piece.mine, { id: person.id, mayDecide: may("approver") });
  const isReady = digest === piece.digest && !send.isPending;
  const decide = (decision: "approved" | "rejected", reason: string | null): void => {
    if (digest !== null && isReady)
      send.mutate({ params: { id: piece.id }, body: { digest, decision, reason } });
  };
  const reject = (): void =>
    setQuestion({
      title: `Reject: ${name}`,
      label: "Why?",
      verb: "Reject",
      color: "red.9",
      onAnswer: (reason) => decide("rejected", reason),
    });
  return (
    <Group gap="xs" role="group" aria-label={`Decide on ${name}`}>
      {(rights.approve || rights.refuse) && (
        <>
          <Button
            size="xs"
            variant="light"
            onClick={() => (piece.risk === "high" ? setConfirming(true) : decide("approved", null))}
            disabled={!isReady || !rights.approve}
          >
            Approve
          </Button>
          {mayEdit(piece, rights) && (
            <Button size="xs" variant="default" onClick={onEdit}>
              Edit…
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            className={classes["no"]}
            onClick={reject}
            disabled={!isReady || !rights.refuse}
          >
            Reject…
          </Button>
        </>
      )}
      <Text size="sm" c="dimmed">
        {piece.rule.people > 1 && `${piece.votes.length} of ${piece.rule.people} have said yes. `}
        {rights.why !== null && `Why you may not approve it: ${rights.why}.`}
      </Text>
      <ConfirmApproval
        opened={isConfirming}
        title={name}
        kind={piece.kind}
        target={piece.target}
        digest={piece.digest}
        onClose={() => setConfirming(false)}
        onYes={() => decide("approved", null)}
      />
      <AskReason question={question} onClose={() => setQuestion(null)} />
    </Group>
  );
}
