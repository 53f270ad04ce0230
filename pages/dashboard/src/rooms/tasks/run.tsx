import { NativeSelect, SimpleGrid, Textarea } from "@mantine/core";
import { type ReactElement, useRef, useState } from "react";
import { useLocation } from "wouter";
import { useSend } from "../../api/use-api.ts";
import { ChannelField, channelProblem } from "../../parts/draft/channel-field.tsx";
import { DraftForm } from "../../parts/draft/draft-form.tsx";
import { useDraft } from "../../parts/draft/use-draft.ts";
import { Empty } from "../../parts/empty.tsx";
import { Room } from "../../parts/room.tsx";
import { tellDone } from "../../parts/tell.ts";
import { useSession } from "../../session/session.tsx";
import { Example } from "./example.tsx";
import { defaultProject } from "../../../../../shared/policy/rules.ts";
import { useProjects } from "./use-projects.ts";

/** Where somebody asks for something without Slack. */
export function Run(): ReactElement {
  const { may } = useSession();
  return (
    <Room title="Run a task" lead="Ask for something, as a message in Slack would.">
      {may("approver") ? (
        <RunForm />
      ) : (
        <Empty title="Approvers run tasks here">
          You can look. In Slack you can ask by mentioning Signalbox.
        </Empty>
      )}
    </Room>
  );
}

/** What somebody asks for on the form. */
export interface RunDraft {
  text: string;
  project: string;
  channel: string;
  onceKey: string;
}

export const blankRun = (onceKey: string): RunDraft => ({
  text: "",
  project: defaultProject,
  channel: "",
  onceKey,
});

/** What keeps a draft from being sent, by field; empty when nothing does. */
export function runProblems({ text, channel }: RunDraft): { text?: string; channel?: string } {
  return {
    ...(text.trim() === "" ? { text: "Say what you want" } : {}),
    ...channelProblem(channel),
  };
}

const arrived = {
  already: "It is a task already",
  another: "another one",
  sendAnother: "Run it as another task",
};

function RunForm(): ReactElement {
  const form = useDraft("draft", blankRun);
  const { draft, change, forget } = form;
  const projects = useProjects();
  const [, go] = useLocation();
  const [isTried, setIsTried] = useState(false);
  const textField = useRef<HTMLTextAreaElement>(null);
  const channelField = useRef<HTMLInputElement>(null);
  const sending = useSend("POST /api/tasks");
  const problems = runProblems(draft);
  const shown = isTried ? problems : {};
  const send = (onceKey: string): void => {
    setIsTried(true);
    if (sending.isPending) return;
    if (problems.text !== undefined) return textField.current?.focus();
    if (problems.channel !== undefined) return channelField.current?.focus();
    const channel = draft.channel.trim();
    sending.mutate(
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
  return (
    <DraftForm room="tasks" form={form} send={send} sending={sending} submit="Run it" arrived={arrived}>
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
        <ChannelField ref={channelField} channel={draft.channel} change={change} error={shown.channel} />
      </SimpleGrid>
    </DraftForm>
  );
}
