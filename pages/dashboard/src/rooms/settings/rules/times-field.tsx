import { Button, Chip, Group, Input, Stack, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import type { Window } from "../../../../../../shared/jobs/editorial/rules.ts";
import type { Fields } from "../../../parts/form/fields.ts";

const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const office: Window = { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" };

/** Times of day on days of the week, as many lines as there are. */
export function TimesField({
  label,
  description,
  field: { set, readOnly, error, "data-path": path },
  value,
}: {
  label: string;
  description: string;
  field: ReturnType<Fields["own"]>;
  value: readonly Window[];
}): ReactElement {
  const put = (place: number, ...line: Window[]): void => set(value.toSpliced(place, 1, ...line));
  return (
    <Input.Wrapper label={label} description={description} error={error} labelElement="div" data-path={path}>
      <Stack gap="xs" mt="xs">
        {value.map((line, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- a line is known by its place alone
          <Group key={place} gap="xs">
            <Chip.Group
              multiple
              value={line.days.map(String)}
              onChange={(chosen) =>
                put(place, { ...line, days: chosen.map(Number).toSorted((a, b) => a - b) })
              }
            >
              <Group gap={4}>
                {days.map((day, n) => (
                  <Chip key={day} value={String(n + 1)} size="xs" disabled={readOnly}>
                    {day}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
            <TextInput
              type="time"
              aria-label={`${label}: from`}
              value={line.from}
              readOnly={readOnly}
              onChange={({ currentTarget }) => put(place, { ...line, from: currentTarget.value })}
            />
            <TextInput
              type="time"
              aria-label={`${label}: to`}
              value={line.to}
              readOnly={readOnly}
              onChange={({ currentTarget }) => put(place, { ...line, to: currentTarget.value })}
            />
            {!readOnly && (
              <Button
                variant="default"
                size="xs"
                aria-label={`Take out line ${place + 1} of ${label}`}
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
              aria-label={`Add to ${label}`}
              onClick={() => put(value.length, office)}
            >
              Add
            </Button>
          </Group>
        )}
      </Stack>
    </Input.Wrapper>
  );
}
