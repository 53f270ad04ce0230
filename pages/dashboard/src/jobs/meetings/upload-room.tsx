import { Button, FileInput, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { useLocation } from "wouter";
import type { Answer, ApiError } from "../../api/client.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Room } from "../../parts/room.tsx";
import { tellDone } from "../../parts/tell.ts";
import { useSession } from "../../session/session.tsx";
import { AboutFields, type AboutMeeting, blankMeeting } from "./about-fields.tsx";
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

function UploadForm(): ReactElement {
  const [, go] = useLocation();
  const queries = useQueryClient();
  const [fields, setFields] = useState(blankMeeting);
  const [file, setFile] = useState<File | null>(null);
  const change = (some: Partial<AboutMeeting>) => setFields((before) => ({ ...before, ...some }));
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
        <AboutFields
          fields={fields}
          change={change}
          when={{ label: "When it began", required: true }}
          who="Who was there"
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
