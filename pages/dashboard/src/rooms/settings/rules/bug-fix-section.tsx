import { Fieldset, NumberInput, SimpleGrid, Stack, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import { Panel } from "../../../parts/panel.tsx";
import type { Editing } from "./use-rules-edit.ts";

const depths = [
  ["rootCause", "Root cause"],
  ["plan", "Plan"],
  ["offer", "Offer"],
] as const;

/** What asks for a fix, how deep a report is looked into, and how long that may take. */
export function BugFixSection({ editing: { fields } }: { editing: Editing }): ReactElement {
  return (
    <Panel title="Bug fixing">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Stack gap="sm">
          <TextInput
            label="Label"
            description="Of Jira and GitHub issues that ask for a fix. Its case does not matter."
            {...fields.text("bugFix.label")}
          />
          <TextInput
            label="Channel"
            description="Where fixes are told of that nobody asked for in Slack. Empty: nowhere."
            placeholder="C012AB3CD"
            {...fields.text("bugFix.channel", { empty: "unset" })}
          />
          <TextInput
            label="Status in Jira after the merge"
            description="What a Jira issue is moved to, after a hold."
            {...fields.text("bugFix.jiraDone")}
          />
        </Stack>
        <Stack gap="sm">
          <Fieldset legend="Score from which a report gets">
            <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
              {depths.map(([key, label]) => (
                <NumberInput key={key} label={label} {...fields.amount(`bugFix.depth.${key}`)} />
              ))}
            </SimpleGrid>
          </Fieldset>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <NumberInput
              label="Sure enough"
              description="From 0 to 1. Below, people are asked where the bug lives."
              {...fields.amount("bugFix.confidence")}
            />
            <NumberInput
              label="A phase may take"
              description="In its container, 60 minutes at most."
              suffix=" minutes"
              {...fields.amount("bugFix.phaseMinutes")}
            />
          </SimpleGrid>
        </Stack>
      </SimpleGrid>
    </Panel>
  );
}
