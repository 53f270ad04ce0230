import { Button, Group, Input, MultiSelect, NativeSelect, Stack } from "@mantine/core";
import type { ReactElement } from "react";
import { kindWords } from "../../../actions/registry.ts";
import type { Fields } from "../../../parts/form/fields.ts";
import type { Person, Project } from "../setting.ts";

/** Everything that has no line of its own. */
export const allOthers = "*";

const nameOf = (kind: string): string => (kind === allOthers ? "All other kinds (*)" : kindWords(kind));

/** Who may decide, by kind of action. */
export function ApproversField({
  field: { set, error, "data-path": path },
  value,
  kinds,
  people,
}: {
  field: ReturnType<Fields["own"]>;
  value: Project["approvers"];
  kinds: readonly string[];
  people: readonly Person[];
}): ReactElement {
  const all = [allOthers, ...kinds];
  const lines = Object.entries(value);
  const isFree = (kind: string): boolean => !Object.hasOwn(value, kind);
  const free = all.find(isFree);
  const put = (place: number, ...line: [string, string[]][]): void =>
    set(Object.fromEntries(lines.toSpliced(place, 1, ...line)));
  const approvers = people.filter(({ role }) => role !== "viewer");
  return (
    <Input.Wrapper
      label="Who may decide, by kind of action"
      description="Without a line, every approver may. A line for a kind counts before the one for all others."
      labelElement="div"
      error={error}
      data-path={path}
    >
      <Stack gap="xs" mt="xs">
        {lines.map(([kind, chosen], place) => (
          <Group key={kind} gap="xs" align="flex-start">
            <NativeSelect
              aria-label="Kind"
              value={kind}
              onChange={({ currentTarget }) => put(place, [currentTarget.value, chosen])}
              data={all
                .filter((one) => one === kind || isFree(one))
                .map((one) => ({ value: one, label: nameOf(one) }))}
              w={170}
            />
            <MultiSelect
              aria-label={`Who decides on ${nameOf(kind)}`}
              placeholder={chosen.length === 0 ? "Nobody yet" : ""}
              value={chosen}
              onChange={(ids) => put(place, [kind, ids])}
              data={optionsOf(approvers, chosen)}
              flex="1 1 12rem"
            />
            <Button
              variant="default"
              px="xs"
              aria-label={`Take out the line for ${nameOf(kind)}`}
              onClick={() => put(place)}
            >
              Take out
            </Button>
          </Group>
        ))}
        {free !== undefined && (
          <Group>
            <Button size="xs" variant="default" onClick={() => put(lines.length, [free, []])}>
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
