import { Anchor, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { Moment } from "../../parts/moment.tsx";
import { Person } from "../../parts/person.tsx";
import { counted } from "../../parts/words.ts";
import { Line } from "./line.tsx";
import type { Dossier } from "../../jobs/job-panels.ts";

type Approval = Dossier["approvals"][number];

const words: Record<Approval["status"], string> = {
  pending: "Waits for a decision",
  approved: "Approved",
  released: "Released by time",
  rejected: "Rejected",
  revised: "Sent back to be revised",
  superseded: "Replaced by a newer one",
  expired: "Expired unanswered",
  withdrawn: "Withdrawn: the task ended without it",
};

/** Who decided on an action, when, where and with what words. */
export function ApprovalLine({ approval }: { approval: Approval }): ReactElement {
  const { id, status, holdUntil, votes, rule, decidedBy, decidedAt, channel, reason } = approval;
  const isPending = status === "pending";
  return (
    <Line name="People">
      <Text component="span" inherit fw={600}>
        {isPending && holdUntil !== null ? (
          <>
            Goes out on <Moment at={holdUntil} /> unless somebody cancels it
          </>
        ) : (
          words[status]
        )}
      </Text>
      {decidedBy !== null && (
        <>
          {" "}
          by <People names={decidedBy} />
        </>
      )}
      {channel !== null &&
        `, ${channel === "slack" ? "in Slack" : `over the ${channel === "api" ? "API" : channel}`}`}
      {decidedAt !== null && (
        <>
          , <Moment at={decidedAt} />
        </>
      )}
      {reason !== null && <div>“{reason}”</div>}
      {isPending && votes.length > 0 && (
        <div>
          {counted(votes.length, "yes", "yeses")} of {rule.people} so far, by{" "}
          <People names={votes.join(" and ")} />
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

/** The ids of two people come as "maya and lena". */
function People({ names }: { names: string }): ReactElement {
  return (
    <>
      {names.split(" and ").map((id, n) => (
        <span key={id}>
          {n > 0 && " and "}
          <Person id={id} />
        </span>
      ))}
    </>
  );
}
