import {
  Button,
  Fieldset,
  Group,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Switch,
  TagsInput,
  TextInput,
} from "@mantine/core";
import type { ReactElement } from "react";
import type { PublishingRules } from "../../../../../../shared/jobs/editorial/rules.ts";
import type { Fields } from "../../../parts/form/fields.ts";
import { TimesField } from "./times-field.tsx";

const zones = Intl.supportedValuesOf("timeZone");

/** How one project publishes: when, what is done with what is late or moved, and which tickets tell of it. */
export function PublishingFields({
  name,
  fields,
  value,
  kinds,
}: {
  name: string;
  fields: Fields;
  value: PublishingRules;
  kinds: readonly string[];
}): ReactElement {
  const at = (field: string): string => `editorial.projects.${name}.${field}`;
  return (
    <Fieldset legend={`How ${name} publishes`}>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label="Time zone"
            description="Of its times and days."
            list={`zones-of-${name}`}
            {...fields.text(at("timeZone"))}
          />
          <datalist id={`zones-of-${name}`}>
            {zones.map((zone) => (
              <option value={zone} key={zone} />
            ))}
          </datalist>
          <Switch
            mt="lg"
            label="Moving asks again"
            description="Another time for what was approved needs another yes."
            {...fields.flag(at("movingAsks"))}
          />
        </SimpleGrid>
        <TimesField
          label="Publishing windows"
          description="When it publishes. None: always. From later than to: past midnight."
          field={fields.own(at("windows"))}
          value={value.windows}
        />
        <TimesField
          label="Quiet hours"
          description="When it doesn’t, whatever the windows say."
          field={fields.own(at("quiet"))}
          value={value.quiet}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <NumberInput
            label="Late after"
            description="Something that could not go out at its time counts as late from then on."
            suffix=" minutes"
            allowDecimal={false}
            {...fields.amount(at("late.minutes"))}
          />
          <NativeSelect
            label="What is late"
            data={[
              { value: "ask", label: "Is asked about anew" },
              { value: "publish", label: "Goes out late" },
            ]}
            {...fields.choice(at("late.act"), ["ask", "publish"])}
          />
          <NumberInput
            label="A draft’s link shows it for"
            description="To whoever has it, on the site as it would be."
            suffix=" hours"
            allowDecimal={false}
            {...fields.amount(at("previewHours"))}
          />
        </SimpleGrid>
        {value.tickets === undefined ? (
          <NoTickets name={name} field={fields.own(at("tickets"))} />
        ) : (
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput label="Jira project of its tickets" {...fields.text(at("tickets.project"))} />
            <TextInput label="Their type of issue" {...fields.text(at("tickets.type"))} />
            <TagsInput
              label="Kinds that get a ticket"
              description="None: all."
              data={[...kinds]}
              acceptValueOnBlur
              {...fields.list(at("tickets.kinds"))}
            />
            <TextInput
              label="Status of what has begun"
              description="Empty: it is left where it is."
              {...fields.text(at("tickets.started"), { empty: "null" })}
            />
            <TextInput
              label="Status of what is done"
              {...fields.text(at("tickets.done"), { empty: "null" })}
            />
            <TextInput
              label="Status of what was dropped"
              {...fields.text(at("tickets.dropped"), { empty: "null" })}
            />
          </SimpleGrid>
        )}
      </Stack>
    </Fieldset>
  );
}

function NoTickets({
  name,
  field: { set, readOnly, "data-path": path },
}: {
  name: string;
  field: ReturnType<Fields["own"]>;
}): ReactElement | null {
  if (readOnly) return null;
  return (
    <Group>
      <Button
        size="xs"
        variant="default"
        data-path={path}
        onClick={() => set({ project: "", kinds: [], started: "In Progress", done: "Done", dropped: null })}
      >
        Keep tickets for {name} in Jira
      </Button>
    </Group>
  );
}
