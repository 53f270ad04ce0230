import { Anchor, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { Moment } from "../../parts/when.tsx";
import { endWords } from "../../parts/approval-words.ts";
import { useNameOf } from "../../parts/person.tsx";
import { counted } from "../../parts/words.ts";
import { Line } from "./line.tsx";
import type { Dossier } from "../../jobs/job-panels.ts";

type Approval = Dossier["approvals"][number];

/** Who decided on an action, when, where and with what words. */
export function ApprovalLine({ approval }: { approval: Approval }): ReactElement {
  const nameOf = useNameOf();
  const { id, status, holdUntil, votes, rule, decidedAt, reason } = approval;
  const isPending = status === "pending";
  return (
    <Line name="People">
      <Text component="span" inherit fw={600}>
        {isPending && holdUntil !== null ? (
          <>
            Goes out on <Moment at={holdUntil} /> unless somebody cancels it
          </>
        ) : (
          endWords(approval, nameOf)
        )}
      </Text>
      {decidedAt !== null && (
        <>
          , <Moment at={decidedAt} />
        </>
      )}
      {reason !== null && <div>“{reason}”</div>}
      {isPending && votes.length > 0 && (
        <div>
          {counted(votes.length, "yes", "yeses")} of {rule.people} so far, by{" "}
          {votes.map(nameOf).join(" and ")}
        </div>
      )}
      {isPending && (
        <div>
          <Anchor component={Link} href={`/inbox/${encodeURIComponent(id)}`} inherit>
            Look and decide
          </Anchor>
        </div>
      )}
    </Line>
  );
}
