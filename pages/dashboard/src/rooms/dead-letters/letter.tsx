import { Anchor, Button, Checkbox, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { type ReactElement, useId, useState } from "react";
import { Link } from "wouter";
import { useSend } from "../../api/use-api.ts";
import { AskReason, type Question } from "../../parts/ask-reason.tsx";
import { Disclosure } from "../../parts/disclosure.tsx";
import { Json } from "../../parts/json.tsx";
import { tellDone, tellFailure } from "../../parts/tell.ts";
import { Told } from "../../parts/told.tsx";
import { When } from "../../parts/when.tsx";
import { counted } from "../../parts/words.ts";
import { Closed } from "./closed.tsx";
import type { LetterView } from "./letter-view.ts";
import type { Replay } from "./use-replay.ts";

/** What an operator can do with a letter that is open. */
interface Act {
  isChosen: boolean;
  choose: (id: string, isChosen: boolean) => void;
  replay: Replay;
}

/** One message that nobody could handle. */
export function Letter({ letter, act }: { letter: LetterView; act: Act | null }): ReactElement {
  const { id, queue, reason, attempts, signalId, body, at } = letter;
  const heading = useId();
  return (
    <Paper withBorder p="md" component="article" aria-labelledby={heading}>
      <Group align="flex-start" gap="sm" wrap="nowrap">
        {act !== null && (
          <Checkbox
            mt={3}
            checked={act.isChosen}
            onChange={(event) => act.choose(id, event.currentTarget.checked)}
            aria-labelledby={heading}
          />
        )}
        <Stack gap={6} flex={1} miw={0}>
          <Title order={2} size="h5" id={heading} style={{ overflowWrap: "anywhere" }}>
            <Told text={reason} />
          </Title>
          <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {queue} · {counted(attempts, "attempt")} · <When at={at} />
            {signalId !== null && (
              <>
                {" · "}
                <Anchor
                  component={Link}
                  href={`/signals?signal=${encodeURIComponent(signalId)}`}
                  inherit
                  underline="always"
                >
                  {signalId}
                </Anchor>
              </>
            )}
          </Text>
          <Closed letter={letter} />
          <Disclosure label="The message">
            <Json value={laidOut(body)} label="The message, without personal data" />
          </Disclosure>
          {act !== null && (
            <Group gap="xs">
              <Button
                size="xs"
                variant="default"
                loading={act.replay.isPending}
                onClick={() => act.replay.send([id])}
              >
                Replay
              </Button>
              <Discard id={id} />
            </Group>
          )}
        </Stack>
      </Group>
    </Paper>
  );
}

function Discard({ id }: Pick<LetterView, "id">): ReactElement {
  const [question, setQuestion] = useState<Question | null>(null);
  const { mutate, isPending } = useSend("POST /api/dead-letters/{id}/discard");
  const ask = (): void =>
    setQuestion({
      title: "Discard this message",
      label: "Why will it not be sent again?",
      verb: "Discard",
      color: "red",
      onAnswer: (reason) =>
        mutate(
          { params: { id }, body: { reason } },
          { onSuccess: () => tellDone("Discarded. It stays on record."), onError: tellFailure },
        ),
    });
  return (
    <>
      <Button size="xs" variant="subtle" color="red" loading={isPending} onClick={ask}>
        Discard
      </Button>
      <AskReason question={question} onClose={() => setQuestion(null)} />
    </>
  );
}

/** A message's body to be read: laid out if it is JSON, as it is if it is anything else. */
export function laidOut(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Perhaps that is why nobody could handle it.
    return body;
  }
}
