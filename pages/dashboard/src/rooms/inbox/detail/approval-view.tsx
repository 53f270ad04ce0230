import { Stack } from "@mantine/core";
import type { ReactElement } from "react";
import type { Answer } from "../../../api/client.ts";
import { BytesWarning } from "../bytes-warning.tsx";
import { useDigest } from "../use-digest.ts";
import classes from "./approval-view.module.css";
import { Contents } from "./contents.tsx";
import { DecisionBar } from "./decision-bar.tsx";
import { Facts } from "./facts.tsx";
import { HowItEnded } from "./how-it-ended.tsx";
import { ItemHead } from "./item-head.tsx";
import { Reasons } from "./reasons.tsx";

export type FoundApproval = Answer<"GET /api/approvals/{id}">;

/** An approval: exactly what would go out, why it waits, and the buttons. */
export function ApprovalView({ found, onDone }: { found: FoundApproval; onDone: () => void }): ReactElement {
  const { approval, action } = found;
  const checked = useDigest(action.bytes, approval.digest);
  const title = action.preview?.title ?? action.target;
  return (
    <Stack gap="md">
      <div>
        <ItemHead
          title={title}
          line={`${action.kind} for ${action.target}`}
          risk={action.risk}
          provenance={action.provenance}
        />
        <HowItEnded found={found} />
      </div>
      {approval.status === "pending" && (
        <DecisionBar found={found} title={title} checked={checked} onDone={onDone} />
      )}
      <BytesWarning bytes={action.bytes} />
      <div className={classes["columns"]}>
        <div className={classes["reasons"]}>
          <Reasons verdict={action.verdict} />
        </div>
        <div className={classes["contents"]}>
          <Contents found={found} checked={checked} />
        </div>
        <div className={classes["facts"]}>
          <Facts found={found} />
        </div>
      </div>
    </Stack>
  );
}
