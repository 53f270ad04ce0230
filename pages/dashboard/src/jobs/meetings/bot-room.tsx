import { Button, NumberInput, Stack, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useLocation } from "wouter";
import { attendeesIn } from "../../../../../shared/domain/meeting/attendees-in.ts";
import { useSend } from "../../api/use-api.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Room } from "../../parts/room.tsx";
import { tellDone } from "../../parts/tell.ts";
import { useSession } from "../../session/session.tsx";
import { AboutFields, blankMeeting } from "./about-fields.tsx";

/** Where somebody has a bot sent to a meeting. */
export function BotRoom(): ReactElement {
  const { may } = useSession();
  return (
    <Room
      title="Send a bot"
      lead="It joins a meeting, says that it records, and brings the transcript back. It is asked about before it goes."
    >
      {may("approver") ? (
        <BotForm />
      ) : (
        <Empty title="Approvers send bots here">You can look at the meetings that there are.</Empty>
      )}
    </Room>
  );
}

const blank = { ...blankMeeting, url: "", told: "" };

function BotForm(): ReactElement {
  const [, go] = useLocation();
  const [fields, setFields] = useState(blank);
  const [minutes, setMinutes] = useState(60);
  const [onceKey] = useState(() => crypto.randomUUID());
  const change = (some: Partial<typeof blank>) => setFields((before) => ({ ...before, ...some }));
  const { attendees, problem } = attendeesIn(fields.attendees);
  const send = useSend("POST /api/actions", {
    onAnswer: ({ taskId }) => {
      tellDone("It is asked about.");
      go(`/tasks/${encodeURIComponent(taskId)}`);
    },
  });
  const { title, url, project, startsAt, channel, told } = fields;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const payload = {
          title,
          url,
          startsAt: startsAt === "" ? null : new Date(startsAt).toISOString(),
          minutes,
          attendees: attendees ?? [],
          told: told.trim() === "" ? null : told.trim(),
        };
        const body = { kind: "meeting_bot", project, payload, ...(channel === "" ? {} : { channel }) };
        send.mutate({ onceKey, body });
      }}
    >
      <Stack>
        <AboutFields
          fields={fields}
          change={change}
          when={{ label: "When it begins", description: "Empty: it joins as soon as it may" }}
          who="Who is invited"
          problem={problem}
          more={
            <>
              <TextInput
                label="Address of the meeting"
                placeholder="https://meet.example.com/weekly"
                type="url"
                value={fields.url}
                onChange={({ currentTarget }) => change({ url: currentTarget.value.trim() })}
                required
              />
              <NumberInput
                label="How long it takes"
                description="What it costs follows from that"
                suffix=" minutes"
                min={5}
                max={240}
                value={minutes}
                onChange={(value) => setMinutes(Number(value) || 60)}
              />
            </>
          }
        />
        <TextInput
          label="How they know that they are recorded"
          description="The invitation's words, or who has told them. Without it no bot is sent."
          placeholder="The invitation says that it is recorded for notes"
          value={told}
          onChange={({ currentTarget }) => change({ told: currentTarget.value })}
          maxLength={300}
        />
        {send.error !== null && <Failure error={send.error} />}
        <div>
          <Button type="submit" loading={send.isPending} disabled={problem !== null}>
            Ask for the bot
          </Button>
        </div>
      </Stack>
    </form>
  );
}
