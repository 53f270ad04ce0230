import { Anchor, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { useApi } from "../../api/use-api.ts";
import { Failure } from "../../parts/failure.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Room } from "../../parts/room.tsx";
import { VoicePlayer } from "../../parts/voice/voice-player.tsx";

/** One reading: to be heard, and its words. */
export function Voice({ id }: { id: string }): ReactElement {
  const { data, error, refetch } = useApi("GET /api/voices/{id}", { params: { id } });
  const back = (
    <Anchor component={Link} href="/voices" size="sm">
      All that was read aloud
    </Anchor>
  );
  if (data?.id !== id)
    return (
      <Room title="Read aloud" actions={back}>
        {error === null ? <Loading lines={8} /> : <Failure error={error} onRetry={() => void refetch()} />}
      </Room>
    );
  return (
    <Room title={data.title} actions={back}>
      <VoicePlayer voice={data} isNamed={false} />
      <Panel title="Its words">
        <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{data.words}</Text>
      </Panel>
      <Anchor component={Link} href={`/tasks/${encodeURIComponent(data.taskId)}`} size="sm">
        How it came about
      </Anchor>
    </Room>
  );
}
