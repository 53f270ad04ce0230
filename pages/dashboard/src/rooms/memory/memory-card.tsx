import { Anchor, Badge, Button, Group, Paper, Spoiler, Stack, Text, Title } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { Link } from "wouter";
import type { Answer } from "../../api/client.ts";
import { useSend } from "../../api/use-api.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { Person } from "../../parts/person.tsx";
import { tellDone } from "../../parts/tell.ts";
import { Moment } from "../../parts/when.tsx";
import { useSession } from "../../session/session.tsx";
import { memoryWords } from "./memory-words.ts";

export type MemoryView = Answer<"GET /api/memories">["memories"][number];

/** Something that is remembered: what it says, where it comes from, how it was found, and a way to have it forgotten. */
export function MemoryCard({ memory }: { memory: MemoryView }): ReactElement {
  const { title, text, kind, project, by, at, url, taskId, found } = memory;
  return (
    <Paper component="article" withBorder p="md" aria-label={title}>
      <Stack gap="xs">
        <Group justify="space-between" align="flex-start" wrap="nowrap" gap="sm">
          <div style={{ minWidth: 0 }}>
            <Title order={2} fz="md" style={{ overflowWrap: "anywhere" }}>
              {title}
            </Title>
            <Text size="sm" c="dimmed">
              {memoryWords[kind]} in {project}
              {by !== null && (
                <>
                  {" by "}
                  <Person id={by} />
                </>
              )}
              , <Moment at={at} />
            </Text>
          </div>
          {found !== null && <How found={found} />}
        </Group>
        <Spoiler maxHeight={96} showLabel="Show all of it" hideLabel="Show less">
          <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
            {text}
          </Text>
        </Spoiler>
        <Group gap="md">
          {url !== null && (
            <Anchor href={url} size="sm" target="_blank" rel="noreferrer">
              Where it was published
            </Anchor>
          )}
          {taskId !== null && (
            <Anchor component={Link} href={`/tasks/${encodeURIComponent(taskId)}`} size="sm">
              Its task
            </Anchor>
          )}
          <Forget memory={memory} />
        </Group>
      </Stack>
    </Paper>
  );
}

/** What has led to it. */
function How({ found: { words, closeness } }: { found: NonNullable<MemoryView["found"]> }): ReactElement {
  const close = closeness === null ? null : `${Math.round(closeness * 100)} % alike`;
  return (
    <Badge variant="light" color="gray" tt="none" style={{ flexShrink: 0, minWidth: "max-content" }}>
      {[words ? "says it" : null, close].filter((one) => one !== null).join(", ")}
    </Badge>
  );
}

function Forget({ memory: { id, title, kind } }: { memory: MemoryView }): ReactElement | null {
  const { may } = useSession();
  const [isAsked, setIsAsked] = useState(false);
  const sending = useSend("DELETE /api/memories/{id}", { onAnswer: () => tellDone("It is forgotten.") });
  if (!may("approver")) return null;
  return (
    <>
      <Button variant="subtle" color="red" size="compact-sm" onClick={() => setIsAsked(true)}>
        Forget
      </Button>
      {isAsked && (
        <Confirm
          title="Forget this?"
          verb="Forget it"
          error={sending.error}
          isSending={sending.isPending}
          onConfirm={() => sending.mutate({ params: { id } })}
          onClose={() => {
            sending.reset();
            setIsAsked(false);
          }}
        >
          “{title}” is found no more and no text draws on it again
          {kind === "document" && ", nor on any other part of its document"}. What it comes from stays in its
          task, and the ledger says that you had it forgotten. This can&apos;t be undone.
        </Confirm>
      )}
    </>
  );
}
