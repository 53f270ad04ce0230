import { Button, Group, NativeSelect, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { type ReactElement, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { useSend } from "../../api/use-api.ts";
import { Failure } from "../../parts/failure.tsx";
import { tellDone } from "../../parts/tell.ts";
import { ArrivedBefore } from "./arrived-before.tsx";
import { problemsOf } from "./draft.ts";
import { Example } from "./example.tsx";
import { useDraft } from "./use-draft.ts";
import { useProjects } from "./use-projects.ts";

export function RunForm(): ReactElement {
  const { draft, change, forget } = useDraft();
  const projects = useProjects();
  const [, go] = useLocation();
  const [isTried, setIsTried] = useState(false);
  const textField = useRef<HTMLTextAreaElement>(null);
  const channelField = useRef<HTMLInputElement>(null);
  const { mutate, isPending, error } = useSend("POST /api/tasks");
  const problems = problemsOf(draft);
  const shown = isTried ? problems : {};
  const send = (onceKey: string): void => {
    setIsTried(true);
    if (isPending) return;
    if (problems.text !== undefined) return textField.current?.focus();
    if (problems.channel !== undefined) return channelField.current?.focus();
    const channel = draft.channel.trim();
    mutate(
      {
        body: {
          text: draft.text.trim(),
          project: draft.project,
          ...(channel === "" ? {} : { channel }),
        },
        onceKey,
      },
      {
        onSuccess: ({ taskId, duplicate }) => {
          forget();
          tellDone(duplicate ? "It had arrived already. This is its task." : "It runs.");
          go(`/tasks/${encodeURIComponent(taskId)}`);
        },
      },
    );
  };
  /** The key was used up by words that have arrived: these get one of their own. */
  const sendAsAnother = (): void => {
    const onceKey = crypto.randomUUID();
    change({ onceKey });
    send(onceKey);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send(draft.onceKey);
      }}
    >
      <Stack maw={760}>
        <Textarea
          ref={textField}
          label="What do you want?"
          description="Say it as you would to a colleague. It asks when something is missing."
          value={draft.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send(draft.onceKey);
          }}
          error={shown.text}
          autosize
          minRows={7}
          maxRows={24}
          maxLength={20_000}
          required
        />
        <Example isBlank={draft.text.trim() === ""} onUse={(text) => change({ text })} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NativeSelect
            label="Project"
            description="Whose rules, people and money count"
            value={draft.project}
            onChange={(event) => change({ project: event.currentTarget.value })}
            data={projects.includes(draft.project) ? projects : [...projects, draft.project]}
          />
          <TextInput
            ref={channelField}
            label="Slack channel (optional)"
            description="Where it talks; else on the dashboard only"
            placeholder="C012AB3CD"
            value={draft.channel}
            onChange={(event) => change({ channel: event.currentTarget.value })}
            error={shown.channel}
            maxLength={40}
          />
        </SimpleGrid>
        {error !== null && error.code !== "conflict" && <Failure error={error} />}
        {error?.code === "conflict" && <ArrivedBefore onSend={sendAsAnother} />}
        <Group justify="flex-end">
          <Button variant="default" component={Link} href="/tasks">
            Back
          </Button>
          <Button type="submit" loading={isPending}>
            Run it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
