import { Alert, Anchor, Button, Paper, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { kindWords } from "../../../actions/registry.ts";
import { useSend } from "../../../api/use-api.ts";
import { Empty } from "../../../parts/empty.tsx";
import { Failure } from "../../../parts/failure.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { tellDone, tellFailure } from "../../../parts/tell.ts";
import { counted } from "../../../parts/words.ts";
import { useSession } from "../../../session/session.tsx";
import type { InboxList } from "../use-inbox.ts";
import { ItemHead } from "./item-head.tsx";

const answers = [
  {
    resolution: "happened",
    words: "It happened",
    more: "You have seen it there. It is recorded as done, and nothing is sent.",
    done: "It is recorded as done.",
  },
  {
    resolution: "did_not_happen",
    words: "It did not, try again",
    more: "You have looked and it is not there. The same bytes are sent once more.",
    done: "It is tried again.",
  },
  {
    resolution: "give_up",
    words: "Leave it",
    more: "Nobody can tell, or it no longer matters. It is recorded as failed, and nothing more is sent.",
    done: "It is left as it is.",
  },
] as const;

/** An effect whose answer was lost: only a person who looks at the target can say what became of it. */
export function EffectDetail({
  actionId,
  inbox,
  onDone,
}: {
  actionId: string;
  inbox: InboxList;
  onDone: () => void;
}): ReactElement {
  const { may } = useSession();
  const send = useSend("POST /api/effects/{actionId}/resolution", {
    onAnswer: (_resolved, { body }) => {
      tellDone(answers.find(({ resolution }) => resolution === body?.resolution)?.done ?? "It is recorded.");
      onDone();
    },
    onRefusal: tellFailure,
  });
  const effect = inbox.effects.find((one) => one.actionId === actionId);
  if (!inbox.list.data)
    return inbox.list.error ? <Failure error={inbox.list.error} /> : <Loading lines={6} />;
  if (!effect)
    return (
      <Empty title="It no longer waits for a word">
        Somebody has said what became of it, or it was found at its target meanwhile. The ledger tells which.
      </Empty>
    );
  return (
    <Stack gap="md">
      <ItemHead title="Did it happen?" line={`${kindWords(effect.kind)} for ${effect.target}`} />
      <Text>
        It was sent and no answer came back, after {counted(effect.attempts, "attempt")}. It is never repeated
        blindly. Please look at the target, and say what you see.
      </Text>
      {effect.error !== null && (
        <Alert color="orange" variant="light" title="What is known">
          {effect.error}
        </Alert>
      )}
      {may("approver") ? (
        answers.map(({ resolution, words, more }) => (
          <Paper key={resolution} withBorder p="md">
            <Button
              variant="default"
              disabled={send.isPending}
              loading={send.isPending && send.variables.body?.resolution === resolution}
              onClick={() => send.mutate({ params: { actionId }, body: { resolution } })}
            >
              {words}
            </Button>
            <Text size="sm" c="dimmed" mt={6}>
              {more}
            </Text>
          </Paper>
        ))
      ) : (
        <Text c="dimmed">Approvers say what became of it. You can look.</Text>
      )}
      <Anchor component={Link} href={`/tasks/${encodeURIComponent(effect.taskId)}`} size="sm">
        Its task
      </Anchor>
    </Stack>
  );
}
