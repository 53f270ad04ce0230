import { NativeSelect, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import { defaultProject } from "../../../../../shared/policy/rules.ts";
import { useProjects } from "../../rooms/tasks/use-projects.ts";

/** What people say of a meeting, whoever records it. */
export interface AboutMeeting {
  title: string;
  project: string;
  /** As the field has it; empty: nothing is said. */
  startsAt: string;
  attendees: string;
  channel: string;
}

export const blankMeeting: AboutMeeting = {
  title: "",
  project: defaultProject,
  startsAt: "",
  attendees: "",
  channel: "",
};

/** The fields of that. `more`: others among the short ones; `problem`: what is wrong with the attendees. */
export function AboutFields({
  fields,
  change,
  when,
  who,
  more = null,
  problem = null,
}: {
  fields: AboutMeeting;
  change: (some: Partial<AboutMeeting>) => void;
  when: { label: string; description?: string; required?: boolean };
  who: string;
  more?: ReactNode;
  problem?: string | null;
}): ReactElement {
  const projects = useProjects();
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label="What it is"
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
          {...when}
          type="datetime-local"
          value={fields.startsAt}
          onChange={({ currentTarget }) => change({ startsAt: currentTarget.value })}
        />
        {more}
        <TextInput
          label="Slack channel"
          description="Where it is talked about; empty: on this dashboard alone"
          placeholder="C012AB3CD"
          value={fields.channel}
          onChange={({ currentTarget }) => change({ channel: currentTarget.value.trim() })}
        />
      </SimpleGrid>
      <Textarea
        label={who}
        description="A line each. Whoever has an address gets the notes when they are agreed on."
        placeholder={"Maya Ortiz <maya@example.com>\nLena Fischer"}
        value={fields.attendees}
        onChange={({ currentTarget }) => change({ attendees: currentTarget.value })}
        error={problem}
        minRows={3}
        autosize
      />
    </>
  );
}
