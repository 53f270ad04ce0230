import { Button, Group, Input, MultiSelect, NativeSelect, Stack } from "@mantine/core";
import type { ReactElement } from "react";
import { kindWords } from "../../../parts/words.ts";
import type { Person } from "../setting.ts";
import { allOthers, type ProjectDraft } from "./project-draft.ts";

type Line = ProjectDraft["approvers"][number];

const nameOf = (kind: string): string => (kind === allOthers ? "All other kinds (*)" : kindWords(kind));

/** Who may decide, by kind of action. */
export function ApproversField({
  value,
  onChange,
  kinds,
  people,
  error,
}: {
  value: readonly Line[];
  onChange: (value: Line[]) => void;
  kinds: readonly string[];
  people: readonly Person[];
  error: string | undefined;
}): ReactElement {
  const all = [allOthers, ...kinds];
  const free = all.find((kind) => value.every((line) => line.kind !== kind));
  const put = (place: number, line: Line): void =>
    onChange(value.map((one, index) => (index === place ? line : one)));
  const approvers = people.filter(({ role }) => role !== "viewer");
  return (
    <Input.Wrapper
      label="Who may decide, by kind of action"
      description="Without a line, every approver may. A line for a kind counts before the one for all others."
      labelElement="div"
      error={error}
    >
      <Stack gap="xs" mt="xs">
        {value.map((line, place) => (
          <Group key={line.kind} gap="xs" align="flex-start">
            <NativeSelect
              aria-label="Kind"
              value={line.kind}
              onChange={({ currentTarget }) => put(place, { ...line, kind: currentTarget.value })}
              data={all
                .filter((kind) => kind === line.kind || value.every((one) => one.kind !== kind))
                .map((kind) => ({ value: kind, label: nameOf(kind) }))}
              w={170}
            />
            <MultiSelect
              aria-label={`Who decides on ${nameOf(line.kind)}`}
              placeholder={line.people.length === 0 ? "Nobody yet" : ""}
              value={line.people}
              onChange={(chosen) => put(place, { ...line, people: chosen })}
              data={optionsOf(approvers, line.people)}
              flex="1 1 12rem"
            />
            <Button
              variant="default"
              px="xs"
              aria-label={`Take out the line for ${nameOf(line.kind)}`}
              onClick={() => onChange(value.filter((_one, index) => index !== place))}
            >
              Take out
            </Button>
          </Group>
        ))}
        {free !== undefined && (
          <Group>
            <Button
              size="xs"
              variant="default"
              onClick={() => onChange([...value, { kind: free, people: [] }])}
            >
              Add a line
            </Button>
          </Group>
        )}
      </Stack>
    </Input.Wrapper>
  );
}

/** Those who can be chosen, and those who are chosen whoever they are by now. */
function optionsOf(approvers: readonly Person[], chosen: readonly string[]) {
  const gone = chosen.filter((id) => approvers.every((one) => one.id !== id));
  return [
    ...approvers.map(({ id, name }) => ({ value: id, label: `${name} (${id})` })),
    ...gone.map((id) => ({ value: id, label: `${id} (no approver)` })),
  ];
}
