import { Group, NativeSelect, NumberInput, Stack, TagsInput, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import { botRules } from "../../../../../../shared/policy/rules.ts";
import type { Fields } from "../../../parts/form/fields.ts";
import { levels, levelWords } from "../../../parts/level-words.ts";
import type { Project, Settings } from "../setting.ts";
import { HouseField } from "./house-field.tsx";
import { ApproversField } from "./approvers-field.tsx";

const botWords: Record<(typeof botRules)[number], string> = {
  never: "Never",
  invited: "Where the crew is invited itself",
  all: "For every invitation that comes",
};

export function ProjectFields({
  fields,
  project,
  settings: { people, boundaries, textKinds },
  isNew,
}: {
  fields: Fields;
  project: Project;
  settings: Pick<Settings, "people" | "boundaries" | "textKinds">;
  isNew: boolean;
}): ReactElement {
  return (
    <Stack>
      {isNew && (
        <TextInput
          label="Name"
          description="How the records name it. It stays as it is."
          required
          data-autofocus
          {...fields.text("name")}
        />
      )}
      <TagsInput
        label="Slack channels"
        description="What is asked for there belongs to the project. Enter adds one."
        placeholder="C012AB3CD"
        acceptValueOnBlur
        {...fields.list("project.channels")}
      />
      <ApproversField
        field={fields.own("project.approvers")}
        value={project.approvers}
        kinds={boundaries.flatMap(({ kind, verdict }) => (verdict === "forbidden" ? [] : [kind]))}
        people={people.value}
      />
      <TagsInput
        label="Stakeholders"
        description="Mail addresses, or whole domains such as @example.com. Enter adds one."
        acceptValueOnBlur
        {...fields.list("project.stakeholders")}
      />
      <TagsInput
        label="Jira projects"
        description="Their tickets may be written to, besides those of its repositories and its watch. Enter adds one."
        placeholder="OPS"
        acceptValueOnBlur
        {...fields.list("project.jiraProjects")}
      />
      <HouseField field={fields.own("project.house")} value={project.house} kinds={textKinds} />
      <TagsInput
        label="Draws on the memory of"
        description="Projects that name this one below their own “May be drawn on by”. Enter adds one."
        acceptValueOnBlur
        {...fields.list("project.memory.from")}
      />
      <TagsInput
        label="May be drawn on by"
        description="Projects whose readers may see what is remembered here. Enter adds one."
        acceptValueOnBlur
        {...fields.list("project.memory.to")}
      />
      <NativeSelect
        label="Bots for meetings that invitations come for"
        description="Only where the organizer is known and the invitation says that it is recorded; each is asked about."
        data={botRules.map((rule) => ({ value: rule, label: botWords[rule] }))}
        {...fields.choice("project.meetings.bot", botRules)}
      />
      <Group grow align="flex-start">
        <NativeSelect
          label="Autonomy before any promotion"
          data={levels.map((level) => ({ value: String(level), label: levelWords[level].name }))}
          {...fields.choice("project.autonomy", levels)}
        />
        <NumberInput
          label="Budget a day, dollars"
          prefix="$"
          decimalScale={2}
          {...fields.amount("project.budgetUsdDay")}
        />
      </Group>
    </Stack>
  );
}
