import { Stack } from "@mantine/core";
import type { ReactElement } from "react";
import { useApi } from "../../api/use-api.ts";
import { Failure } from "../failure.tsx";
import { VoicePlayer } from "./voice-player.tsx";

/** The newest readings of a document or a meeting; nothing where there is none. */
export function VoicesOf({ about }: { about: string }): ReactElement | null {
  const { data, error, refetch } = useApi("GET /api/voices", { query: { about, limit: 3 } });
  if (data === undefined)
    return error === null ? null : <Failure error={error} onRetry={() => void refetch()} />;
  // While another list is read, the one before is still at hand.
  const own = data.voices.filter((voice) => voice.about === about);
  if (own.length === 0) return null;
  return (
    <Stack gap="sm" component="section" aria-label="Read aloud">
      {own.map((voice) => (
        <VoicePlayer key={voice.id} voice={voice} />
      ))}
    </Stack>
  );
}
