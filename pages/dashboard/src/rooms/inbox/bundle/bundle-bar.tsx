import { Button, Group, Text, Tooltip } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useSend } from "../../../api/use-api.ts";
import { AskReason, type Question } from "../../../parts/ask-reason.tsx";
import { useKeys } from "../../../parts/keys/use-keys.ts";
import { tellFailure } from "../../../parts/tell.ts";
import { useSession } from "../../../session/session.tsx";
import classes from "../detail/decision-bar.module.css";
import { useSettled } from "../detail/use-settled.ts";
import type { BulkResult } from "../list/bulk-results.tsx";
import { rightsOn } from "../rights.ts";
import { commandOf } from "../shortcuts.ts";
import type { Checked } from "../use-digest.ts";
import type { Bundle, BundleItem } from "./bundle-items.ts";
import { ChoosePieces } from "./choose-pieces.tsx";
import { ConfirmBundle } from "./confirm-bundle.tsx";
import { nameOfPiece } from "./piece-words.ts";

type Decision = "approved" | "rejected" | "revised";

/** The levers for all that is open together. What they send is the digest that this browser computed of all that it shows. */
export function BundleBar({
  found,
  open,
  checked,
  onResults,
}: {
  found: Bundle;
  open: readonly BundleItem[];
  checked: Checked;
  /** How each of them was answered. */
  onResults: (results: readonly BulkResult[]) => void;
}): ReactElement {
  const { person, may } = useSession();
  const send = useSend("POST /api/bundles/{bundle}/decide", {
    onAnswer: (answer, { body }) =>
      onResults(
        answer.results.map((one) => ({
          ...one,
          title: nameOfPiece(found.items.find(({ id }) => id === one.id)),
          decision: body?.decision ?? "approved",
        })),
      ),
    onRefusal: tellFailure,
  });
  const [question, setQuestion] = useState<Question | null>(null);
  const [isConfirming, setConfirming] = useState(false);
  const [isChoosing, setChoosing] = useState(false);
  const isSettled = useSettled();
  const me = { id: person.id, mayDecide: may("approver") };
  const seen = open.map((piece) => ({ piece, rights: rightsOn(piece, piece.mine, me) }));
  const approvable = seen.filter(({ rights }) => rights.approve).map(({ piece }) => piece);
  const mayApprove = approvable.length > 0;
  const mayRefuse = seen.every(({ rights }) => rights.refuse);
  const isAll = approvable.length === open.length;
  const yes = isAll ? `Approve all ${open.length}` : `Approve ${approvable.length} of ${open.length}`;
  const why = seen.find(({ rights }) => rights.why !== null)?.rights.why ?? null;
  const isReady = checked.kind === "same" && !send.isPending;

  const decide = (decision: Decision, reason: string | null, approvals?: string[]): void => {
    if (checked.kind !== "same" || send.isPending) return;
    send.mutate({
      params: { bundle: found.bundle },
      body: { digest: checked.digest, decision, reason, ...(approvals === undefined ? {} : { approvals }) },
    });
  };
  const reject = (): void =>
    setQuestion({
      title: `Reject all ${open.length}`,
      label: "Why? Each of them gets this reason.",
      verb: `Reject all ${open.length}`,
      color: "red.9",
      onAnswer: (reason) => decide("rejected", reason),
    });
  useKeys(commandOf, {
    approve: () => isSettled() && isReady && mayApprove && setConfirming(true),
    reject: () => isSettled() && isReady && mayRefuse && reject(),
    revise: () => isSettled() && isReady && mayRefuse && found.revisable && setChoosing(true),
  });
  return (
    <div className={classes["bar"]} role="group" aria-label="Decide on all of it">
      {(mayApprove || mayRefuse) && (
        <Group gap="xs">
          <Tooltip label="Approve all that is open (a)">
            <Button
              onClick={() => setConfirming(true)}
              disabled={!isReady || !mayApprove}
              loading={send.isPending && send.variables.body?.decision === "approved"}
              aria-keyshortcuts="a"
            >
              {yes}
            </Button>
          </Tooltip>
          {found.revisable && (
            <Tooltip label="Ask for a revision of all or some (r)">
              <Button
                variant="default"
                onClick={() => setChoosing(true)}
                disabled={!isReady || !mayRefuse}
                aria-keyshortcuts="r"
              >
                Ask for a revision…
              </Button>
            </Tooltip>
          )}
          <Tooltip label="Reject all that is open (x)">
            <Button
              variant="default"
              className={classes["no"]}
              onClick={reject}
              disabled={!isReady || !mayRefuse}
              aria-keyshortcuts="x"
            >
              Reject all…
            </Button>
          </Tooltip>
        </Group>
      )}
      <Text size="sm" c="dimmed" className={classes["words"]}>
        {why !== null && `${mayApprove ? "Why not all of it" : "Why you may not approve it"}: ${why}.`}
      </Text>
      <ConfirmBundle
        opened={isConfirming}
        title={yes}
        pieces={approvable}
        digest={checked.kind === "same" ? checked.digest : ""}
        onClose={() => setConfirming(false)}
        onYes={() => decide("approved", null, isAll ? undefined : approvable.map(({ id }) => id))}
      />
      <ChoosePieces
        opened={isChoosing}
        pieces={open}
        onClose={() => setChoosing(false)}
        onChosen={(ids, reason) => decide("revised", reason, ids.length === open.length ? undefined : ids)}
      />
      <AskReason question={question} onClose={() => setQuestion(null)} />
    </div>
  );
}
