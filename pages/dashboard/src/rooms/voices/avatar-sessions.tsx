import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { Link } from "wouter";
import type { Answer } from "../../api/types.ts";
import { useApi, useSend } from "../../api/use-api.ts";
import { Failure } from "../../parts/failure.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Person } from "../../parts/person.tsx";
import { tellDone } from "../../parts/tell.ts";
import { When } from "../../parts/when.tsx";
import { useSession } from "../../session/session.tsx";

type Session = Answer<"GET /api/avatar-sessions">["sessions"][number];

const stateWords: Record<Session["state"], string> = {
  asked: "hasn’t begun",
  starting: "is being started",
  live: "talks, and ends",
  ended: "ended",
};

/** The newest sessions in which an avatar talks; nothing where there is none. */
export function AvatarSessions(): ReactElement | null {
  const { data, error, refetch } = useApi("GET /api/avatar-sessions", { query: { limit: 10 } });
  if (data === undefined)
    return error === null ? null : <Failure error={error} onRetry={() => void refetch()} />;
  if (data.sessions.length === 0) return null;
  return (
    <Panel title="Talked about">
      <Stack gap="sm">
        {data.sessions.map((session) => (
          <OneSession key={session.id} session={session} />
        ))}
      </Stack>
    </Panel>
  );
}

function OneSession({ session }: { session: Session }): ReactElement {
  const { may } = useSession();
  const { title, taskId, state, endsAt, by, minutes } = session;
  return (
    <Group justify="space-between">
      <Text size="sm" component="div">
        <Anchor component={Link} href={`/tasks/${encodeURIComponent(taskId)}`} size="sm" fw={600}>
          {title}
        </Anchor>
        , {minutes} minutes for <Person id={by} />: {stateWords[state]}{" "}
        {endsAt !== null && <When at={endsAt} />}
      </Text>
      {state === "live" && (
        <Group gap="xs">
          {may("operator") && <Open id={session.id} title={title} />}
          {may("approver") && <End session={session} />}
        </Group>
      )}
    </Group>
  );
}

/** Where it is joined is asked for only when somebody wants to: it lets whoever has it in. */
function Open({ id, title }: { id: string; title: string }): ReactElement {
  const [wanted, setWanted] = useState(false);
  const { data, error, refetch } = useApi("GET /api/avatar-sessions/{id}", { params: { id } }, wanted);
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />;
  const page = data?.join?.page;
  return page === undefined ? (
    <Button size="xs" loading={wanted && data === undefined} onClick={() => setWanted(true)}>
      Open
    </Button>
  ) : (
    <Anchor href={page} target="_blank" rel="noopener noreferrer" size="sm">
      Join {title}
    </Anchor>
  );
}

function End({ session: { id, project } }: { session: Session }): ReactElement {
  const [onceKey] = useState(() => crypto.randomUUID());
  const send = useSend("POST /api/actions", { onAnswer: () => tellDone("It is being ended.") });
  return (
    <>
      {send.error !== null && <Failure error={send.error} />}
      <Button
        size="xs"
        variant="default"
        loading={send.isPending}
        disabled={send.isSuccess}
        onClick={() =>
          send.mutate({ onceKey, body: { kind: "avatar_stop", project, payload: { session: id } } })
        }
      >
        End
      </Button>
    </>
  );
}
