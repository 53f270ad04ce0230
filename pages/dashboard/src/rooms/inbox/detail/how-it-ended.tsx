import { Alert, type MantineColor, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { useNameOf } from "../../../parts/person.tsx";
import { When } from "../../../parts/when.tsx";
import { endWords } from "../../../parts/approval-words.ts";
import type { FoundApproval } from "../use-inbox.ts";

type Status = FoundApproval["approval"]["status"];

/** How an end looks at first sight. */
export const endColors: Record<Status, MantineColor> = {
  pending: "gray",
  approved: "green",
  released: "green",
  rejected: "red",
  revised: "orange",
  superseded: "gray",
  expired: "gray",
  withdrawn: "gray",
};

/** Who decided what, as soon as anybody has: also while somebody else is looking at it. */
export function HowItEnded({ found: { approval } }: { found: FoundApproval }): ReactElement {
  const nameOf = useNameOf();
  return (
    <div role="status" aria-live="polite">
      {approval.status !== "pending" && (
        <Alert color={endColors[approval.status]} variant="light" title={endWords(approval, nameOf)} mt="md">
          {approval.reason !== null && (
            <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
              “{approval.reason}”
            </Text>
          )}
          <Text size="sm" c="dimmed">
            {approval.decidedAt !== null && (
              <>
                Decided <When at={approval.decidedAt} />.{" "}
              </>
            )}
            There is nothing left to decide here.
          </Text>
        </Alert>
      )}
    </div>
  );
}
