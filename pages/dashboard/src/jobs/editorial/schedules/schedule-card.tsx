import { Anchor, Badge, Group, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { kindWords } from "../../../actions/registry.ts";
import { StatusBadge } from "../../../parts/badges.tsx";
import { Panel } from "../../../parts/panel.tsx";
import { Person } from "../../../parts/person.tsx";
import { When } from "../../../parts/when.tsx";
import { useSession } from "../../../session/session.tsx";
import { zonedWords } from "../zone.ts";
import { ScheduleButtons } from "./schedule-buttons.tsx";
import classes from "./schedule-card.module.css";
import { type ScheduleView, timingWords } from "./schedule-words.ts";

/** One schedule: when, what, its next times and its last run. */
export function ScheduleCard({
  schedule,
  onEdit,
}: {
  schedule: ScheduleView;
  onEdit: () => void;
}): ReactElement {
  const { may } = useSession();
  const { name, when, timeZone, project, kind, text, paused, next, last, wordsBy, mine } = schedule;
  return (
    <Panel
      title={name}
      lead={`${timingWords(when, timeZone)} · ${timeZone}`}
      actions={mine && may("approver") && <ScheduleButtons schedule={schedule} onEdit={onEdit} />}
    >
      <dl className={classes["facts"]}>
        <dt>Next</dt>
        <dd>
          {paused && (
            <Badge variant="light" color="orange" tt="none">
              paused
            </Badge>
          )}
          {!paused && next.length === 0 && "It is over."}
          <Group gap="md" component="span">
            {next.map((at) => (
              <time dateTime={at} key={at}>
                {zonedWords(Date.parse(at), timeZone)}
              </time>
            ))}
          </Group>
        </dd>
        <dt>Last run</dt>
        <dd>{last === null ? "Not yet." : <LastRun last={last} />}</dd>
        <dt>Asks for</dt>
        <dd>
          {kind === null ? "" : `${kindWords(kind)} in `}
          {project}, in the words of <Person id={wordsBy} />
          <Text size="sm" c="dimmed" lineClamp={2} style={{ overflowWrap: "anywhere" }}>
            {text}
          </Text>
        </dd>
      </dl>
    </Panel>
  );
}

function LastRun({ last }: { last: NonNullable<ScheduleView["last"]> }): ReactElement {
  const { at, task, reason } = last;
  return (
    <Group gap="xs">
      <When at={at} />
      {task === null ? (
        <Text size="sm" c="dimmed">
          {reason ?? "It is about to begin."}
        </Text>
      ) : (
        <>
          <Anchor component={Link} href={`/tasks/${encodeURIComponent(task.id)}`} size="sm">
            Its task
          </Anchor>
          <StatusBadge status={task.status} />
        </>
      )}
    </Group>
  );
}
