import { Fieldset, SimpleGrid, Stack, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import { Panel } from "../../../parts/panel.tsx";
import type { Rules } from "../setting.ts";
import { Amount } from "./amount.tsx";
import type { Editing } from "./editing.ts";

const depths = [
  ["rootCause", "Root cause"],
  ["plan", "Plan"],
  ["offer", "Offer"],
] as const;

/** What asks for a fix, how deep a report is looked into, and how long that may take. */
export function BugFixSection({
  editing: { rules, change, problem, readOnly },
}: {
  editing: Editing;
}): ReactElement {
  const { bugFix } = rules;
  const put = (changes: Partial<Rules["bugFix"]>): void => change({ bugFix: { ...bugFix, ...changes } });
  const putChannel = (channel: string): void => {
    const { channel: _before, ...others } = bugFix;
    change({ bugFix: channel === "" ? others : { ...others, channel } });
  };
  return (
    <Panel title="Bug fixing">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Stack gap="sm">
          <TextInput
            label="Label"
            description="Of Jira and GitHub issues that ask for a fix. Its case does not matter."
            value={bugFix.label}
            onChange={(event) => put({ label: event.currentTarget.value })}
            error={problem("bugFix.label")}
            readOnly={readOnly}
          />
          <TextInput
            label="Channel"
            description="Where fixes are told of that nobody asked for in Slack. Empty: nowhere."
            placeholder="C012AB3CD"
            value={bugFix.channel ?? ""}
            onChange={(event) => putChannel(event.currentTarget.value.trim())}
            error={problem("bugFix.channel")}
            readOnly={readOnly}
          />
          <TextInput
            label="Status in Jira after the merge"
            description="What a Jira issue is moved to, after a hold."
            value={bugFix.jiraDone}
            onChange={(event) => put({ jiraDone: event.currentTarget.value })}
            error={problem("bugFix.jiraDone")}
            readOnly={readOnly}
          />
        </Stack>
        <Stack gap="sm">
          <Fieldset legend="Score from which a report gets">
            <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
              {depths.map(([key, label]) => (
                <Amount
                  key={key}
                  label={label}
                  value={bugFix.depth[key]}
                  onChange={(value) => put({ depth: { ...bugFix.depth, [key]: value } })}
                  error={problem(`bugFix.depth.${key}`)}
                  readOnly={readOnly}
                />
              ))}
            </SimpleGrid>
          </Fieldset>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <Amount
              label="Sure enough"
              description="From 0 to 1. Below, people are asked where the bug lives."
              value={bugFix.confidence}
              onChange={(confidence) => put({ confidence })}
              error={problem("bugFix.confidence")}
              readOnly={readOnly}
            />
            <Amount
              label="A phase may take"
              description="In its container, 60 minutes at most."
              suffix=" minutes"
              value={bugFix.phaseMinutes}
              onChange={(phaseMinutes) => put({ phaseMinutes })}
              error={problem("bugFix.phaseMinutes")}
              readOnly={readOnly}
            />
          </SimpleGrid>
        </Stack>
      </SimpleGrid>
    </Panel>
  );
}
