import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { call } from "../../api/client.ts";
import { useList } from "../../api/use-api.ts";
import { StatusBadge } from "../../parts/badges.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Failure } from "../../parts/failure.tsx";
import { LoadMore } from "../../parts/load-more.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Person } from "../../parts/person.tsx";
import { Room } from "../../parts/room.tsx";
import rows from "../../parts/rows.module.css";
import { When } from "../../parts/when.tsx";
import { useSession } from "../../session/session.tsx";
import { botWords, type MeetingView, notesWords, sourceWords } from "./meeting-words.ts";

/** All meetings, with their bots and their notes. */
export function MeetingsRoom(): ReactElement {
  const { may } = useSession();
  return (
    <Room
      title="Meetings"
      lead="What was said becomes notes, each with its words: agreed on, then sent to those who were there."
      actions={
        may("approver") && (
          <Group gap="xs">
            <Button component={Link} href="/meetings/bot" variant="default">
              Send a bot
            </Button>
            <Button component={Link} href="/meetings/new">
              Bring a transcript
            </Button>
          </Group>
        )
      }
    >
      <MeetingList />
    </Room>
  );
}

function MeetingList(): ReactElement {
  const list = useList(["GET /api/meetings"], async (cursor, signal) =>
    call("GET /api/meetings", { query: { cursor } }, signal),
  );
  if (list.data === undefined)
    return list.error === null ? (
      <Loading lines={6} />
    ) : (
      <Failure error={list.error} onRetry={() => void list.refetch()} />
    );
  const meetings = list.data.pages.flatMap((page) => page.meetings);
  return (
    <Stack>
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {meetings.length === 0 ? (
        <Empty title="No meetings yet">
          Send a bot to one, or bring its transcript: VTT, SRT, JSON or text.
        </Empty>
      ) : (
        <ul className={rows["rows"]} aria-label="Meetings">
          {meetings.map((one) => (
            <MeetingLine key={one.id} meeting={one} />
          ))}
        </ul>
      )}
      <LoadMore list={list} />
    </Stack>
  );
}

function MeetingLine({ meeting }: { meeting: MeetingView }): ReactElement {
  const { id, title, project, source, startsAt, status, botState, botSaid, by } = meeting;
  return (
    <li className={rows["line"]}>
      <div className={rows["what"]}>
        <Anchor component={Link} href={`/meetings/${encodeURIComponent(id)}`} fw={600}>
          {title}
        </Anchor>
        {botSaid !== null && (
          <Text component="span" size="sm" c="dimmed" lineClamp={2}>
            {botSaid}
          </Text>
        )}
      </div>
      <div className={rows["cell"]}>
        {status !== null && <StatusBadge status={status} />}
        <span>{notesWords(meeting)}</span>
      </div>
      <div className={rows["cell"]}>
        <span>{botState === "none" ? sourceWords[source] : botWords[botState]}</span>
        <span>{project}</span>
      </div>
      <div className={rows["cell"]}>
        <When at={startsAt} />
        <span>
          <Person id={by} />
        </span>
      </div>
    </li>
  );
}
