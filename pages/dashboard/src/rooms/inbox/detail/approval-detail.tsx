import { Anchor, Stack, Text, Title } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { Link, useLocation } from "wouter";
import { kindWords } from "../../../actions/registry.ts";
import { useApi } from "../../../api/use-api.ts";
import { Failure } from "../../../parts/failure.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { Dimensions, type Verdict, verdictWords } from "../../../parts/verdict.tsx";
import { Clashes } from "../clashes.tsx";
import { timeOf } from "../edit/edit-draft.ts";
import { EditPiece } from "../edit/edit-piece.tsx";
import { addressOfItem, slugOf } from "../items.ts";
import { BytesWarning } from "../bytes-warning.tsx";
import type { FoundApproval } from "../use-inbox.ts";
import { useDigest } from "../use-digest.ts";
import classes from "./approval-detail.module.css";
import { Contents } from "./contents.tsx";
import { DecisionBar } from "./decision-bar.tsx";
import { Facts } from "./facts.tsx";
import { HowItEnded } from "./how-it-ended.tsx";
import { ItemHead } from "./item-head.tsx";

export function ApprovalDetail({ id, onDone }: { id: string; onDone: () => void }): ReactElement {
  const { data, error, refetch } = useApi("GET /api/approvals/{id}", { params: { id } });
  // What was read of it stays readable when reading it again fails; whether it is so still, the top of the page says.
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading lines={8} />;
  return <ApprovalView found={data} onDone={onDone} />;
}

/** An approval: exactly what would go out, why it waits, and the buttons. */
function ApprovalView({ found, onDone }: { found: FoundApproval; onDone: () => void }): ReactElement {
  const { approval, action } = found;
  const checked = useDigest(action.bytes, approval.digest);
  const title = action.preview?.title ?? action.target;
  const [isEditing, setEditing] = useState(false);
  const [, navigate] = useLocation();
  const isOpen = approval.status === "pending";
  return (
    <Stack gap="md">
      <div>
        <ItemHead
          title={title}
          line={`${kindWords(action.kind)} for ${action.target}`}
          risk={action.risk}
          provenance={action.provenance}
        />
        <HowItEnded found={found} />
        {approval.bundle !== null && (
          <Text size="sm" mt="xs">
            It is one of several that are asked about together:{" "}
            <Anchor
              component={Link}
              href={addressOfItem(slugOf({ kind: "bundle", id: approval.bundle }))}
              inherit
            >
              look at all of them
            </Anchor>
            .
          </Text>
        )}
      </div>
      {isOpen && !isEditing && (
        <DecisionBar
          found={found}
          title={title}
          checked={checked}
          onDone={onDone}
          onEdit={() => setEditing(true)}
        />
      )}
      {isOpen && timeOf(action.payload) !== undefined && <Clashes approval={approval} />}
      <BytesWarning bytes={action.bytes} />
      <div className={classes["columns"]}>
        <div className={classes["reasons"]}>
          <Reasons verdict={action.verdict} />
        </div>
        <div className={classes["contents"]}>
          {isEditing && isOpen ? (
            <EditPiece
              piece={{ ...approval, payload: action.payload }}
              onEdited={(id) => navigate(addressOfItem(slugOf({ kind: "approval", id })))}
              onClose={() => setEditing(false)}
            />
          ) : (
            <Contents found={found} checked={checked} />
          )}
        </div>
        <div className={classes["facts"]}>
          <Facts found={found} />
        </div>
      </div>
    </Stack>
  );
}

/** What policy said of it, and the four dimensions that it looked at. */
function Reasons({ verdict }: { verdict: Verdict }): ReactElement {
  return (
    <section aria-labelledby="reasons">
      <Title order={3} size="sm" id="reasons" mb={6}>
        By policy it {verdictWords(verdict)}
      </Title>
      <Stack gap={4} mb="sm">
        {verdict.reasons.map((reason) => (
          <Text key={reason} size="sm">
            {reason}
          </Text>
        ))}
      </Stack>
      <Dimensions of={verdict.dimensions} />
    </section>
  );
}
