import { Stack } from "@mantine/core";
import type { ReactElement } from "react";
import { defaultProject } from "../../../../../shared/policy/rules.ts";
import { call } from "../../api/client.ts";
import { useList } from "../../api/use-api.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failure } from "../../parts/failure.tsx";
import { LoadMore } from "../../parts/load-more.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Room } from "../../parts/room.tsx";
import { ReadAloud } from "../../parts/voice/read-aloud.tsx";
import { AvatarSessions } from "./avatar-sessions.tsx";
import { VoicePlayer } from "../../parts/voice/voice-player.tsx";

/** Everything that was read aloud, avatars that talk, and where a text of one's own is. */
export function Voices(): ReactElement {
  return (
    <Room
      title="Read aloud"
      lead="Documents, notes and texts, read by a voice of ElevenLabs once somebody has agreed to their words and their price."
      actions={
        <ReadAloud
          from={{ project: defaultProject, about: { of: "text" }, title: "" }}
          draft={() => ""}
          size="sm"
        />
      }
    >
      <AvatarSessions />
      <VoiceList />
    </Room>
  );
}

function VoiceList(): ReactElement {
  const list = useList(["GET /api/voices"], async (cursor, signal) =>
    call("GET /api/voices", { query: { cursor } }, signal),
  );
  if (list.data === undefined)
    return list.error === null ? (
      <Loading lines={6} />
    ) : (
      <Failure error={list.error} onRetry={() => void list.refetch()} />
    );
  const voices = list.data.pages.flatMap((page) => page.voices);
  return (
    <Stack>
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {voices.length === 0 ? (
        <Empty title="Nothing was read aloud yet">
          A project’s documents and a meeting’s notes each have a button for it.
        </Empty>
      ) : (
        voices.map((voice) => <VoicePlayer key={voice.id} voice={voice} />)
      )}
      <LoadMore list={list} />
    </Stack>
  );
}
