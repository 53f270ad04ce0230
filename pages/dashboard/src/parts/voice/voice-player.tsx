import { Anchor, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { voiceModels } from "../../../../../shared/domain/voice/voice-models.ts";
import { addressOf } from "../../api/client.ts";
import type { Answer } from "../../api/types.ts";
import { Person } from "../person.tsx";
import { When } from "../when.tsx";
import classes from "./voice.module.css";

type VoiceView = Answer<"GET /api/voices">["voices"][number];

/** Something that was read aloud, to be heard; with its name, but where the page has that. */
export function VoicePlayer({
  voice,
  isNamed = true,
}: {
  voice: VoiceView;
  isNamed?: boolean;
}): ReactElement {
  const { id, title, version, model, seconds, by, createdAt } = voice;
  return (
    <Stack gap={4}>
      {isNamed && (
        <Text size="sm" component="div">
          <Anchor component={Link} href={`/voices/${encodeURIComponent(id)}`} size="sm" fw={600}>
            {title}
          </Anchor>
          {version !== null && `, version ${version}`}
        </Text>
      )}
      <audio
        className={classes["player"]}
        controls
        preload="none"
        src={addressOf("GET /api/voices/{id}/audio", { params: { id } })}
        aria-label={`Listen to ${title}`}
      />
      <Text size="xs" c="dimmed" component="div">
        {length(seconds)}, {voiceModels[model].name}, for <Person id={by} />, <When at={createdAt} />
      </Text>
    </Stack>
  );
}

/** "2:05". */
function length(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
