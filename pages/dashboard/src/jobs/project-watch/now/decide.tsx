import { Anchor, Button, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { Link } from "wouter";
import { kindWords } from "../../../actions/registry.ts";
import { useApi } from "../../../api/use-api.ts";
import { Countdown } from "../../../parts/countdown.tsx";
import { Panel } from "../../../parts/panel.tsx";
import { When } from "../../../parts/when.tsx";
import { counted } from "../../../parts/words.ts";
import { Flag } from "../feed/signal-row.tsx";
import { projectAddress } from "../tabs.ts";
import { useWaiting, type WaitingApproval } from "../use-waiting.ts";
import type { WatchedProject } from "../views.ts";
import { decisions, type ToDecide } from "./decisions.ts";
import classes from "./now.module.css";
import { Suggested } from "./suggested.tsx";
import { useDocuments } from "./use-documents.ts";

/** So many at a time: what is more would not be decided on one morning. */
const atOnce = 3;

/** Three things to decide; what is below them comes up as they are done, or when it is asked for. */
export function Decide({ watch: { project } }: { watch: WatchedProject }): ReactElement {
  const documents = useDocuments(project);
  const flagged = useApi("GET /api/projects/{project}/signals", {
    params: { project },
    query: { flagged: "true", unreviewed: "true", limit: 20 },
  });
  const all = decisions({
    approvals: useWaiting()?.filter((one) => one.project === project) ?? [],
    suggestions: documents.flatMap(({ suggestions }) => suggestions),
    flagged: flagged.data?.signals ?? [],
  });
  const [isWhole, setWhole] = useState(false);
  const more = isWhole ? 0 : all.length - atOnce;
  return (
    <Panel title={all.length === 0 ? "To decide" : `To decide (${all.length})`}>
      {all.length === 0 ? (
        <Text size="sm">Nothing waits for you. What needs a decision appears here by itself.</Text>
      ) : (
        <ul className={classes["list"]} aria-label="To decide">
          {all.slice(0, all.length - Math.max(0, more)).map((one) => (
            <li key={`${one.kind} ${one.id}`} className={classes["item"]}>
              <Decision project={project} one={one} documents={documents} />
            </li>
          ))}
        </ul>
      )}
      {more > 0 && (
        <Button size="xs" variant="default" mt="xs" onClick={() => setWhole(true)}>
          Show {counted(more, "more thing")}
        </Button>
      )}
    </Panel>
  );
}

function Decision({
  project,
  one,
  documents,
}: {
  project: string;
  one: ToDecide;
  documents: ReturnType<typeof useDocuments>;
}): ReactElement {
  if (one.kind === "suggestion")
    return <Suggested project={project} one={one.suggestion} documents={documents} />;
  if (one.kind === "flagged") {
    const { id, title, author, flag } = one.signal;
    return (
      <>
        <p className={classes["kind"]} style={{ margin: 0 }}>
          Flagged signal
        </p>
        <Anchor component={Link} href={projectAddress(project, "feed", { signal: id })} fw={600}>
          {title}
        </Anchor>
        <Text size="sm" c="dimmed">
          {author}
        </Text>
        {flag !== null && <Flag words={flag} />}
      </>
    );
  }
  return <Asked approval={one.approval} />;
}

function Asked({
  approval: { id, title, kind, target, risk, holdUntil, createdAt },
}: {
  approval: WaitingApproval;
}): ReactElement {
  return (
    <>
      <p className={classes["kind"]} style={{ margin: 0 }}>
        {holdUntil === null ? (
          `Approval, ${risk} risk`
        ) : (
          <>
            Held: goes out in <Countdown to={holdUntil} />
          </>
        )}
      </p>
      <Anchor component={Link} href={`/inbox/${encodeURIComponent(id)}`} fw={600}>
        {title}
      </Anchor>
      <Text size="sm" c="dimmed">
        {kindWords(kind)} for {target.replace(/^\w+:/, "")}, <When at={createdAt} />
      </Text>
    </>
  );
}
