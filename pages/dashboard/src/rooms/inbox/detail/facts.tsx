import { Anchor, Code, Title } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import { Link } from "wouter";
import { panelsOf } from "../../../jobs/registry.ts";
import { Countdown } from "../../../parts/countdown.tsx";
import { Money } from "../../../parts/money.tsx";
import { useNameOf } from "../../../parts/person.tsx";
import { taskName } from "../../../parts/task-name.ts";
import { When } from "../../../parts/when.tsx";
import { counted } from "../../../parts/words.ts";
import { timeOf } from "../edit/edit-draft.ts";
import { GoesOut } from "../goes-out.tsx";
import type { FoundApproval } from "../use-inbox.ts";
import classes from "./facts.module.css";

/** Where it comes from, what it cost so far, how long there is time, and who has said yes. */
export function Facts({ found: { approval, action, task } }: { found: FoundApproval }): ReactElement {
  const nameOf = useNameOf();
  const { rule, votes, holdUntil, deadline, expiresAt, status } = approval;
  const isOpen = status === "pending";
  const facts: [string, ReactNode][] = [
    ["Asked by", nameOf(approval.requestedBy)],
    [
      "Task",
      <Anchor key="task" component={Link} href={`/tasks/${encodeURIComponent(task.id)}`} inherit>
        {taskName(task)}
      </Anchor>,
    ],
    ...panelsOf(task.id).approvalFacts(task.id),
    ["Project", task.project],
    ["Version", action.revision],
    ["Waits since", <When key="since" at={approval.createdAt} />],
    [
      "Cost so far",
      <span key="cost">
        <Money usd={task.usd} />, {counted(task.calls, "call")}
      </span>,
    ],
    ["People needed", rule.people === 1 ? "One" : "Two"],
    ["Own request", rule.ownAllowed ? "Whoever asked may approve it" : "Whoever asked may not approve it"],
  ];
  if (rule.people > 1 || votes.length > 0)
    facts.push(["Yes so far", votes.length === 0 ? "Nobody" : votes.map(nameOf).join(", ")]);
  if (isOpen && holdUntil) facts.push(["Goes out in", <Countdown key="hold" to={holdUntil} />]);
  if (timeOf(action.payload) !== undefined)
    facts.push(["When", <GoesOut key="due" dueAt={approval.dueAt} project={task.project} />]);
  if (approval.editedBy !== null) facts.push(["Edited by", nameOf(approval.editedBy)]);
  if (deadline) facts.push(["Too late after", <When key="deadline" at={deadline} />]);
  if (isOpen && expiresAt && !holdUntil)
    facts.push([
      "Unanswered",
      <span key="expiry">
        Closes as a no <When at={expiresAt} />
      </span>,
    ]);
  facts.push([
    "Speak for it",
    action.sources.length === 0 ? "No signals" : <Sources key="sources" ids={action.sources} />,
  ]);
  return (
    <section aria-labelledby="facts">
      <Title order={3} size="sm" id="facts" mb={6}>
        About it
      </Title>
      <dl className={classes["facts"]}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Sources({ ids }: { ids: readonly string[] }): ReactElement {
  return (
    <>
      {ids.map((id) => (
        <Code key={id} className={classes["source"]}>
          {id}
        </Code>
      ))}
    </>
  );
}
