import { Alert, Anchor, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link, useParams } from "wouter";
import { isBotUnderWay } from "../../../../../shared/domain/meeting/meeting.ts";
import { aboutName } from "../../../../../shared/domain/voice/voice-about.ts";
import { spokenNotes } from "../../../../../shared/domain/voice/spoken-notes.ts";
import { useApi } from "../../api/use-api.ts";
import { StatusBadge } from "../../parts/badges.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Room } from "../../parts/room.tsx";
import { useAddress } from "../../parts/use-address.ts";
import { ReadAloud } from "../../parts/voice/read-aloud.tsx";
import { VoicesOf } from "../../parts/voice/voices-of.tsx";
import { When } from "../../parts/when.tsx";
import { botWords, consentWords, notesWords, sourceWords, type WholeMeeting } from "./meeting-words.ts";
import { CallBack } from "./call-back.tsx";
import { NotesList } from "./notes-list.tsx";
import { TranscriptView } from "./transcript-view.tsx";
import classes from "./meetings.module.css";

/** One meeting: its bot, its consent, its notes, and beside them the words that each rests on. */
export function MeetingRoom(): ReactElement {
  const { id } = useParams<{ id: string }>();
  const { data, error, refetch } = useApi("GET /api/meetings/{id}", { params: { id } });
  const back = (
    <Anchor component={Link} href="/meetings" size="sm">
      All meetings
    </Anchor>
  );
  if (data?.id !== id)
    return (
      <Room title="Meeting" actions={back}>
        {error === null ? <Loading lines={8} /> : <Failure error={error} onRetry={() => void refetch()} />}
      </Room>
    );
  return (
    <Room title={data.title} actions={back}>
      <Head meeting={data} />
      <Words meeting={data} />
    </Room>
  );
}

function Head({ meeting }: { meeting: WholeMeeting }): ReactElement {
  const { project, source, startsAt, attendees, consent, consentSaid, botState, botSaid, taskId, status } =
    meeting;
  return (
    <Stack gap={4}>
      <Text size="sm" component="div">
        <When at={startsAt} />, {project}, {sourceWords[source]}
        {botState !== "none" && `, ${botWords[botState]}`}
        {botSaid !== null && `: ${botSaid}`}
      </Text>
      <Text size="sm" c="dimmed">
        {attendees.length === 0
          ? "Nobody has said who was invited."
          : attendees.map(({ name, email }) => (email === null ? name : `${name} <${email}>`)).join(", ")}
      </Text>
      <Text size="sm" c="dimmed">
        {consentWords[consent]}
        {consentSaid !== null && `: ${consentSaid}`}
      </Text>
      {meeting.notes !== null && (
        <ReadAloud
          from={{
            project,
            about: { of: "meeting", meeting: meeting.id },
            title: `Notes of ${meeting.title}`,
          }}
          draft={() =>
            meeting.notes === null ? "" : spokenNotes(`Notes of ${meeting.title}`, meeting.notes)
          }
        />
      )}
      <VoicesOf about={aboutName(project, { of: "meeting", meeting: meeting.id })} />
      {isBotUnderWay(botState) && <CallBack meeting={meeting} />}
      {taskId !== null && (
        <Text size="sm" component="div">
          {status !== null && <StatusBadge status={status} />}{" "}
          <Anchor component={Link} href={`/tasks/${encodeURIComponent(taskId)}`} size="sm">
            {notesWords(meeting)}
          </Anchor>
        </Text>
      )}
    </Stack>
  );
}

function Words({ meeting: { id, notes, hasTranscript } }: { meeting: WholeMeeting }): ReactElement {
  const { get, set } = useAddress();
  const transcript = useApi("GET /api/meetings/{id}/transcript", { params: { id } }, hasTranscript);
  const shown = Math.trunc(Number(get("segment"))) || null;
  if (!hasTranscript) return <Text c="dimmed">Its transcript has not come yet.</Text>;
  return (
    <div className={classes["columns"]}>
      <Stack>
        {notes?.instructs === true && (
          <Alert color="orange" title="Something in it gives orders">
            Something that was said tries to tell an assistant what to do. It is read as words, and as nothing
            else.
          </Alert>
        )}
        {notes === null ? (
          <Text c="dimmed">There are no notes of it.</Text>
        ) : (
          <NotesList
            notes={notes}
            onMoment={({ segment, quote }) => set({ segment: String(segment), quote })}
          />
        )}
      </Stack>
      {transcript.data === undefined ? (
        transcript.error === null ? (
          <Loading lines={8} />
        ) : (
          <Failure error={transcript.error} onRetry={() => void transcript.refetch()} />
        )
      ) : (
        <TranscriptView segments={transcript.data.segments} shown={shown} quote={get("quote")} />
      )}
    </div>
  );
}
