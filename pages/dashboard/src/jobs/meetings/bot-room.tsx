import { Button, NativeSelect, NumberInput, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useLocation } from "wouter";
import { attendeesIn } from "../../../../../shared/domain/meeting/attendees-in.ts";
import { defaultProject } from "../../../../../shared/policy/rules.ts";
import { useSend } from "../../api/use-api.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Room } from "../../parts/room.tsx";
import { tellDone } from "../../parts/tell.ts";
import { useProjects } from "../../rooms/tasks/use-projects.ts";
import { useSession } from "../../session/session.tsx";

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

const blank = {
  title: "",
  url: "",
  project: defaultProject,
  startsAt: "",
  attendees: "",
  channel: "",
  told: "",
};

function BotForm(): ReactElement {
  const projects = useProjects();
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
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            label="What it is"
            placeholder="Weekly"
            value={title}
            onChange={({ currentTarget }) => change({ title: currentTarget.value })}
            maxLength={150}
            required
          />
          <TextInput
            label="Address of the meeting"
            placeholder="https://meet.example.com/weekly"
            type="url"
            value={url}
            onChange={({ currentTarget }) => change({ url: currentTarget.value.trim() })}
            required
          />
          <TextInput
            label="When it begins"
            description="Empty: it joins as soon as it may"
            type="datetime-local"
            value={startsAt}
            onChange={({ currentTarget }) => change({ startsAt: currentTarget.value })}
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
          <NativeSelect
            label="Project"
            value={project}
            onChange={({ currentTarget }) => change({ project: currentTarget.value })}
            data={projects}
          />
          <TextInput
            label="Slack channel"
            description="Where it is talked about; empty: on this dashboard alone"
            placeholder="C012AB3CD"
            value={channel}
            onChange={({ currentTarget }) => change({ channel: currentTarget.value.trim() })}
          />
        </SimpleGrid>
        <TextInput
          label="How they know that they are recorded"
          description="The invitation's words, or who has told them. Without it no bot is sent."
          placeholder="The invitation says that it is recorded for notes"
          value={told}
          onChange={({ currentTarget }) => change({ told: currentTarget.value })}
          maxLength={300}
        />
        <Textarea
          label="Who is invited"
          description="A line each. Whoever has an address gets the notes when they are agreed on."
          placeholder={"Maya Ortiz <maya@example.com>\nLena Fischer"}
          value={fields.attendees}
          onChange={({ currentTarget }) => change({ attendees: currentTarget.value })}
          error={problem}
          minRows={3}
          autosize
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
