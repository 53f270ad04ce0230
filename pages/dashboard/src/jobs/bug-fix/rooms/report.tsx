import { NativeSelect, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { type ReactElement, useRef, useState } from "react";
import { useLocation } from "wouter";
import { useApi, useSend } from "../../../api/use-api.ts";
import { ChannelField } from "../../../parts/draft/channel-field.tsx";
import { DraftForm } from "../../../parts/draft/draft-form.tsx";
import { useDraft } from "../../../parts/draft/use-draft.ts";
import { Empty } from "../../../parts/empty.tsx";
import { Room } from "../../../parts/room.tsx";
import { tellDone } from "../../../parts/tell.ts";
import { useSession } from "../../../session/session.tsx";
import { ReportLinked } from "./report-linked.tsx";
import { blankReport, reportProblems } from "./report-draft.ts";

/** Where somebody reports a bug by hand. */
export function Report(): ReactElement {
  const { may } = useSession();
  return (
    <Room
      title="Report a bug"
      lead="It is looked into, and a plan to fix it is shown. Nothing is changed without a yes."
    >
      {may("approver") ? (
        <ReportForm />
      ) : (
        <Empty title="Approvers report bugs here">
          You can look. In Slack and Jira you can report one all the same.
        </Empty>
      )}
    </Room>
  );
}

const arrived = {
  already: "It is being looked into already",
  another: "another report",
  sendAnother: "Report it as another bug",
};

function ReportForm(): ReactElement {
  const form = useDraft("report", blankReport);
  const { draft, change, forget } = form;
  const settings = useApi("GET /api/settings");
  const repositories = Object.keys(settings.data?.rules.value.repositories ?? {});
  const [, go] = useLocation();
  const [isTried, setTried] = useState(false);
  const titleField = useRef<HTMLInputElement>(null);
  const channelField = useRef<HTMLInputElement>(null);
  const sending = useSend("POST /api/bugs");
  const sent = sending.data;
  const problems = reportProblems(draft);
  const shown = isTried ? problems : {};
  const send = (onceKey: string): void => {
    setTried(true);
    if (sending.isPending) return;
    if (problems.title !== undefined) return titleField.current?.focus();
    if (problems.channel !== undefined) return channelField.current?.focus();
    const [channel, repository] = [draft.channel.trim(), draft.repository];
    sending.mutate(
      {
        body: {
          title: draft.title.trim(),
          text: draft.text.trim(),
          source: "dashboard",
          ...(repository === "" ? {} : { repository }),
          ...(channel === "" ? {} : { channel }),
        },
        onceKey,
      },
      {
        onSuccess: ({ taskId, duplicate, linked }) => {
          // The words stay: whoever meant another bug says more of it, which is another report.
          if (linked !== null) return change({ onceKey: crypto.randomUUID() });
          forget();
          tellDone(
            duplicate ? "It had arrived already. This is its task." : "It is reported. This is its task.",
          );
          go(`/tasks/${encodeURIComponent(taskId)}`);
        },
      },
    );
  };
  return (
    <DraftForm room="fixes" form={form} send={send} sending={sending} submit="Report it" arrived={arrived}>
      <TextInput
        ref={titleField}
        label="What is wrong"
        description="In a line, as a ticket’s title"
        placeholder="The total is NaN when the cart is empty"
        value={draft.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
        error={shown.title}
        maxLength={300}
        required
      />
      <Textarea
        label="What happens, and what should"
        description="With the stack trace, if there is one: it leads to the code."
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send(draft.onceKey);
        }}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: "0.82rem" } }}
        autosize
        minRows={9}
        maxRows={28}
        maxLength={20_000}
        spellCheck={false}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NativeSelect
          label="Repository"
          description={
            settings.data !== undefined && repositories.length === 0
              ? "None is set up yet: an operator names them in the settings."
              : "Where the bug lives, if you know"
          }
          value={draft.repository}
          onChange={(event) => change({ repository: event.currentTarget.value })}
          data={[
            { value: "", label: "The crew finds it" },
            ...repositories,
            // One that is gone meanwhile: the Worker says so.
            ...(draft.repository === "" || repositories.includes(draft.repository) ? [] : [draft.repository]),
          ]}
        />
        <ChannelField ref={channelField} channel={draft.channel} change={change} error={shown.channel} />
      </SimpleGrid>
      {sent !== undefined && sent.linked !== null && (
        <ReportLinked taskId={sent.taskId} reason={sent.linked} onLeave={forget} />
      )}
    </DraftForm>
  );
}
