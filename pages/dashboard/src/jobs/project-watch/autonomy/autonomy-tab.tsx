import { Anchor, Button, Progress, Stack, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { Link } from "wouter";
import { useApi } from "../../../api/use-api.ts";
import { Failure } from "../../../parts/failure.tsx";
import { levelWords } from "../../../parts/level-words.ts";
import { Loading } from "../../../parts/loading.tsx";
import { Panel } from "../../../parts/panel.tsx";
import { When } from "../../../parts/when.tsx";
import { counted } from "../../../parts/words.ts";
import { evidenceWords, type Standing, wholeProject } from "../../../rooms/autonomy/evidence-words.ts";
import { SetLevel } from "../../../rooms/autonomy/set-level.tsx";
import { LevelBadge } from "../../../rooms/autonomy/standings.tsx";
import { useSession } from "../../../session/session.tsx";
import { projectAddress } from "../tabs.ts";
import classes from "./autonomy-tab.module.css";
import { type Criterion, criteriaFor } from "./criteria.ts";

/** What the watch of a project may do by itself, and what speaks for the next level. */
export function AutonomyTab({ project }: { project: string }): ReactElement {
  const { data, error, refetch } = useApi("GET /api/autonomy");
  const standing = data?.standings.find((one) => one.project === project && one.kind === wholeProject);
  if (data === undefined)
    return error === null ? <Loading lines={6} /> : <Failure error={error} onRetry={() => void refetch()} />;
  if (standing === undefined)
    return <Text size="sm">Nothing is known of its level yet: it has the one that its settings name.</Text>;
  return (
    <Stack>
      <Now standing={standing} />
      <Next standing={standing} />
      <Unreviewed project={project} />
    </Stack>
  );
}

function Now({ standing }: { standing: Standing }): ReactElement {
  const { may } = useSession();
  const [isChosen, setChosen] = useState(false);
  const { level, evidence } = standing;
  return (
    <Panel
      title="The level now"
      actions={
        may("operator") && (
          <Button size="xs" variant="default" onClick={() => setChosen(true)} aria-haspopup="dialog">
            Set level
          </Button>
        )
      }
    >
      <div className={classes["level"]}>
        <LevelBadge level={level} />
        <Text size="sm">It {levelWords[level].means}.</Text>
      </div>
      <Text size="sm" c="dimmed">
        Counted since {evidence.since === null ? "the beginning" : <When at={evidence.since} />}:{" "}
        {evidenceWords(evidence)}.
      </Text>
      {isChosen && <SetLevel standing={standing} onClose={() => setChosen(false)} />}
    </Panel>
  );
}

function Next({ standing }: { standing: Standing }): ReactElement {
  const { level } = standing;
  const criteria = criteriaFor(standing);
  if (criteria === null)
    return (
      <Panel title="No level is higher">
        <Text size="sm">Bad endings bring it down by themselves, with the reason.</Text>
      </Panel>
    );
  const missing = criteria.filter(({ isMet }) => !isMet).length;
  return (
    <Panel
      title={`Evidence for level ${levelWords[level === 1 ? 2 : 3].name}`}
      lead={
        missing === 0
          ? "All of it is there: the next level is proposed, and an operator decides."
          : `${missing} of ${criteria.length} still to be shown. Nobody is promoted without an operator.`
      }
    >
      <ul className={classes["criteria"]}>
        {criteria.map((one) => (
          <li key={one.words}>
            <Shown criterion={one} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Shown({ criterion: { words, has, needs, isMet } }: { criterion: Criterion }): ReactElement {
  return (
    <>
      <Text size="sm">
        <strong className={classes["figure"]}>
          {has} of {needs}
        </strong>{" "}
        {words}
        {isMet ? " ✓" : `; ${needs - has} missing`}
      </Text>
      <Progress
        value={Math.min(100, (has / needs) * 100)}
        color={isMet ? "green" : "rail"}
        size="sm"
        aria-hidden="true"
      />
    </>
  );
}

/** Signals that nobody has called right or wrong: they don't count as right. */
function Unreviewed({ project }: { project: string }): ReactElement {
  const { data } = useApi("GET /api/projects/{project}/signals", {
    params: { project },
    query: { unreviewed: "true", limit: 100 },
  });
  const open = data?.signals.filter(({ category }) => category !== null).length ?? 0;
  return (
    <Panel title="Missing reviews">
      <Text size="sm">
        {data === undefined
          ? "…"
          : open === 0
            ? "None: everything that was read has been reviewed."
            : `${counted(open, "signal")}${data.nextCursor === null ? "" : " or more"} that nobody has called right or wrong. What nobody has reviewed does not count as right.`}
      </Text>
      {open > 0 && (
        <Anchor component={Link} href={projectAddress(project, "feed", { unreviewed: "true" })} size="sm">
          Review them
        </Anchor>
      )}
    </Panel>
  );
}
