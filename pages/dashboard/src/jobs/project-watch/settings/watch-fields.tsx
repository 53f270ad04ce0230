import { NativeSelect, NumberInput, SimpleGrid, Stack, Switch, TagsInput, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import type { Fields } from "../../../parts/form/fields.ts";
import { Panel } from "../../../parts/panel.tsx";

const zones = Intl.supportedValuesOf("timeZone");

/** Where a project is watched. What is left empty is not connected. */
export function ConnectFields({ fields, title }: { fields: Fields; title: string }): ReactElement {
  return (
    <Panel title={title} lead="What is left empty is not watched.">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label="Jira project"
          description="The key of its board, as in ATL-12."
          placeholder="ATL"
          {...fields.text("jira.project")}
        />
        <TextInput
          label="Asana project"
          description="Its number, from the project’s address."
          {...fields.text("asana.project")}
        />
        <TextInput
          label="Mailbox"
          description="The address of the project’s mailbox in Microsoft 365."
          placeholder="project@example.com"
          {...fields.text("outlook.mailbox")}
        />
        <TagsInput
          label="Folders of the mailbox"
          description="Enter adds one."
          acceptValueOnBlur
          {...fields.list("outlook.folders")}
        />
      </SimpleGrid>
      <Switch
        label="Merges and releases on GitHub"
        description="Of the repositories that belong to the project, as the rules name them."
        {...fields.flag("github")}
      />
    </Panel>
  );
}

/** When it looks, and what it keeps. */
export function TimesFields({ fields }: { fields: Fields }): ReactElement {
  return (
    <Panel title="How often and how long">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NumberInput
          label="Looks every"
          description="A look at which nothing has changed costs nothing."
          suffix=" minutes"
          allowDecimal={false}
          {...fields.amount("intervalMinutes")}
        />
        <TextInput
          label="Time zone"
          description="Its midnight ends the project’s day: then comes the digest."
          list="watch-time-zones"
          {...fields.text("timeZone")}
        />
        <NumberInput
          label="A source is silent after"
          description="Hours in which it answers and tells nothing new."
          suffix=" hours"
          allowDecimal={false}
          {...fields.amount("silentHours")}
        />
        <NumberInput
          label="Signals are kept for"
          description="Then they and their words are deleted."
          suffix=" days"
          allowDecimal={false}
          {...fields.amount("retentionDays")}
        />
      </SimpleGrid>
      <datalist id="watch-time-zones">
        {zones.map((zone) => (
          <option value={zone} key={zone} />
        ))}
      </datalist>
    </Panel>
  );
}

/** Who is told what. */
export function TellingFields({
  fields,
  people,
}: {
  fields: Fields;
  people: readonly { id: string; name: string; email?: string | undefined }[];
}): ReactElement {
  return (
    <Panel title="Who is told">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NativeSelect
          label="Project lead"
          description="Gets the digest by mail, if an address is known."
          data={[
            { value: "undefined", label: "Nobody" },
            ...people.map(({ id, name, email }) => ({
              value: id,
              label: email === undefined ? `${name} (no address)` : name,
            })),
          ]}
          {...fields.choice("lead", [undefined, ...people.map(({ id }) => id)])}
        />
        <TextInput
          label="Slack channel"
          description="Where the team is told. Empty: the ops channel."
          placeholder="C012AB3CD"
          {...fields.text("channel", { empty: "unset" })}
        />
      </SimpleGrid>
      <Stack gap="xs">
        <Switch label="Digest by mail" {...fields.flag("digest.mail")} />
        <Switch label="Digest in Slack" {...fields.flag("digest.slack")} />
        <Switch label="Also after a day on which nothing happened" {...fields.flag("digest.whenNothing")} />
      </Stack>
    </Panel>
  );
}
