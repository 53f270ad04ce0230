import { Button, Group, Input, NativeSelect, Stack, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import type { Route } from "../../../../../../shared/jobs/editorial/rules.ts";
import { kindWords } from "../../../actions/registry.ts";
import type { Fields } from "../../../parts/form/fields.ts";

const signs = [
  ["channel", "Slack channel", "C012AB3CD"],
  ["address", "Mail address", "hello@example.com"],
  ["label", "Jira label", "content"],
  ["project", "Project", "web"],
] as const;

/** Which requests are known by where they come from, in the order in which they are asked. */
export function RoutesField({
  field: { set, readOnly, error, "data-path": path },
  value,
  kinds,
}: {
  field: ReturnType<Fields["own"]>;
  value: readonly Route[];
  kinds: readonly string[];
}): ReactElement {
  const put = (place: number, ...line: Route[]): void => set(value.toSpliced(place, 1, ...line));
  return (
    <Input.Wrapper
      label="Routes"
      description="A request that fits is of that kind, before anybody has thought about it. The first that fits counts; an empty field fits anything."
      error={error}
      labelElement="div"
      data-path={path}
    >
      <Stack gap="xs" mt="xs">
        {value.map((route, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- a route is known by its place alone
          <Group key={place} gap="xs" align="flex-end">
            {signs.map(([name, label, placeholder]) => (
              <TextInput
                key={name}
                label={label}
                placeholder={placeholder}
                value={route[name] ?? ""}
                readOnly={readOnly}
                onChange={({ currentTarget }) =>
                  put(place, { ...route, [name]: currentTarget.value.trim() || undefined })
                }
                w={150}
              />
            ))}
            <NativeSelect
              label="Kind"
              value={route.kind}
              disabled={readOnly}
              onChange={({ currentTarget }) => put(place, { ...route, kind: currentTarget.value })}
              data={[...new Set([...kinds, route.kind])].map((kind) => ({
                value: kind,
                label: kindWords(kind),
              }))}
            />
            {!readOnly && (
              <Button variant="default" aria-label={`Take out route ${place + 1}`} onClick={() => put(place)}>
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
              onClick={() => put(value.length, { kind: kinds[0] ?? "blog_post" })}
            >
              Add a route
            </Button>
          </Group>
        )}
      </Stack>
    </Input.Wrapper>
  );
}
