import {
  Button,
  Group,
  Input,
  MultiSelect,
  NativeSelect,
  NumberInput,
  Stack,
  TextInput,
} from "@mantine/core";
import type { ReactElement } from "react";
import { projectNames } from "../../../../../../shared/policy/rules.ts";
import { Panel } from "../../../parts/panel.tsx";
import type { Editing } from "./use-rules-edit.ts";

/** Where what customers want is built, and our own addresses to which documents are mailed. */
export function DeliverySection({ editing: { rules, fields } }: { editing: Editing }): ReactElement {
  const { set, readOnly, error, "data-path": path } = fields.own("delivery.mailboxes");
  const boxes = Object.entries(rules.delivery.mailboxes);
  const put = (place: number, ...box: [string, string][]): void =>
    set(Object.fromEntries(boxes.toSpliced(place, 1, ...box)));
  return (
    <Panel title="Deliveries">
      <TextInput
        label="Organisation at GitHub"
        description="In which repositories may be made, each with a yes. Empty: none."
        placeholder="acme"
        {...fields.text("delivery.owner", { empty: "unset" })}
      />
      <MultiSelect
        label="Without personal data for the model"
        description="Projects in whose documents mail addresses, phone numbers, IBANs, card numbers, IP addresses and the names of those who speak or write are replaced before the model reads them. People see the true words."
        data={[...new Set([...projectNames(rules), ...rules.delivery.redact])]}
        {...fields.list("delivery.redact")}
      />
      <NumberInput
        label="A phase of a story may take"
        description="In its container, 60 minutes at most."
        suffix=" minutes"
        {...fields.amount("delivery.phaseMinutes")}
      />
      <NumberInput
        label="Merged with so many approvals"
        description="In repositories that were made for deliveries and that the rules don't name, once the checks are green and so many of the project's approvers have approved that very head on GitHub. Empty: people are asked."
        {...fields.amount("delivery.mergeApprovals", { empty: "unset" })}
      />
      <Input.Wrapper
        label="Addresses for documents"
        description="A mail to one of these, and what is attached to it, are documents of the project. Only of people who decide there."
        error={error}
        labelElement="div"
        data-path={path}
      >
        <Stack gap="xs" mt="xs">
          {boxes.map(([address, project], place) => (
            // oxlint-disable-next-line react/no-array-index-key -- its address changes while it is typed
            <Group key={place} gap="xs" align="flex-end">
              <TextInput
                label="Address"
                placeholder="briefs@example.com"
                value={address}
                readOnly={readOnly}
                onChange={({ currentTarget }) =>
                  put(place, [currentTarget.value.trim().toLowerCase(), project])
                }
                w={260}
              />
              <NativeSelect
                label="Project"
                value={project}
                disabled={readOnly}
                onChange={({ currentTarget }) => put(place, [address, currentTarget.value])}
                data={[...new Set([...projectNames(rules), project])]}
              />
              {!readOnly && (
                <Button
                  variant="default"
                  aria-label={`Take out address ${place + 1}`}
                  onClick={() => put(place)}
                >
                  Take out
                </Button>
              )}
            </Group>
          ))}
          {!readOnly && (
            <Group>
              <Button
                size="xs"
                variant="default"
                disabled={boxes.some(([address]) => address === "")}
                onClick={() => set({ ...rules.delivery.mailboxes, "": projectNames(rules)[0] ?? "default" })}
              >
                Add an address
              </Button>
            </Group>
          )}
        </Stack>
      </Input.Wrapper>
    </Panel>
  );
}
