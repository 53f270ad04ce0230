import { Button, FileInput, NativeSelect, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { useLocation } from "wouter";
import { defaultProject } from "../../../../../shared/policy/rules.ts";
import type { Answer, ApiError } from "../../api/client.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Room } from "../../parts/room.tsx";
import { tellDone } from "../../parts/tell.ts";
import { useProjects } from "../../rooms/tasks/use-projects.ts";
import { useSession } from "../../session/session.tsx";
import { sendTranscript, type TranscriptDraft } from "./send-transcript.ts";

/** Where somebody brings a meeting's transcript. */
export function UploadRoom(): ReactElement {
  const { may } = useSession();
  return (
    <Room
      title="Bring a transcript"
      lead="What was said is read and noted, each note with its words. Nothing is sent without a yes."
    >
      {may("approver") ? (
        <UploadForm />
      ) : (
        <Empty title="Approvers bring transcripts here">You can look at the meetings that there are.</Empty>
      )}
    </Room>
  );
}

const blank = { title: "", project: defaultProject, startsAt: "", attendees: "", channel: "" };

function UploadForm(): ReactElement {
  const projects = useProjects();
  const [, go] = useLocation();
  const queries = useQueryClient();
  const [fields, setFields] = useState(blank);
  const [file, setFile] = useState<File | null>(null);
  const change = (some: Partial<typeof blank>) => setFields((before) => ({ ...before, ...some }));
  const sending = useMutation<Answer<"POST /api/meetings">, ApiError, TranscriptDraft>({
    mutationFn: sendTranscript,
    onSuccess: ({ id, segments, strangers, duplicate }) => {
      void queries.invalidateQueries();
      const unknown = strangers.length === 0 ? "" : ` Nobody in PEOPLE: ${strangers.join(", ")}.`;
      tellDone(duplicate ? "It had arrived already." : `${segments} parts were read.${unknown}`);
      go(`/meetings/${encodeURIComponent(id)}`);
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (file !== null) sending.mutate({ ...fields, file });
      }}
    >
      <Stack>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            label="What it was"
            placeholder="Weekly"
            value={fields.title}
            onChange={({ currentTarget }) => change({ title: currentTarget.value })}
            maxLength={150}
            required
          />
          <NativeSelect
            label="Project"
            value={fields.project}
            onChange={({ currentTarget }) => change({ project: currentTarget.value })}
            data={projects}
          />
          <TextInput
            label="When it began"
            type="datetime-local"
            value={fields.startsAt}
            onChange={({ currentTarget }) => change({ startsAt: currentTarget.value })}
            required
          />
          <TextInput
            label="Slack channel"
            description="Where it is talked about; empty: on this dashboard alone"
            placeholder="C012AB3CD"
            value={fields.channel}
            onChange={({ currentTarget }) => change({ channel: currentTarget.value.trim() })}
          />
        </SimpleGrid>
        <Textarea
          label="Who was there"
          description="A line each. Whoever has an address gets the notes when they are agreed on."
          placeholder={"Maya Ortiz <maya@example.com>\nLena Fischer"}
          value={fields.attendees}
          onChange={({ currentTarget }) => change({ attendees: currentTarget.value })}
          minRows={3}
          autosize
        />
        <FileInput
          label="Transcript"
          description="VTT, SRT, JSON or text, of up to four hours"
          accept=".vtt,.srt,.json,.txt,.md,text/*,application/json"
          value={file}
          onChange={setFile}
          required
          clearable
        />
        {sending.error !== null && <Failure error={sending.error} />}
        <div>
          <Button type="submit" loading={sending.isPending} disabled={file === null}>
            Have the notes written
          </Button>
        </div>
      </Stack>
    </form>
  );
}
