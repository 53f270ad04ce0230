import { Button, Group, Table, Text, VisuallyHidden } from "@mantine/core";
import type { ReactElement } from "react";
import { useSession } from "../../../session/session.tsx";
import type { Person } from "../setting.ts";
import { WideTable } from "../../../parts/wide-table.tsx";

export type PersonDeed = { kind: "add" } | { kind: "edit" | "remove" | "token"; person: Person };

export function PeopleTable({
  people,
  onDeed,
}: {
  people: readonly Person[];
  onDeed: (deed: PersonDeed) => void;
}): ReactElement {
  const { may, person: self } = useSession();
  return (
    <WideTable label="People" minWidth={860}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Name</Table.Th>
          <Table.Th scope="col">Id</Table.Th>
          <Table.Th scope="col">Role</Table.Th>
          <Table.Th scope="col">Slack id</Table.Th>
          <Table.Th scope="col">GitHub login</Table.Th>
          <Table.Th scope="col">Jira account</Table.Th>
          <Table.Th scope="col">Email</Table.Th>
          <Table.Th scope="col">API token</Table.Th>
          {may("operator") && (
            <Table.Th scope="col">
              <VisuallyHidden>What you can do</VisuallyHidden>
            </Table.Th>
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {people.map((person) => (
          <Table.Tr key={person.id}>
            <Table.Th scope="row" fw={600}>
              {person.name}
              {person.id === self.id && (
                <Text component="span" inherit fw={400} c="dimmed">
                  {" "}
                  (signed in)
                </Text>
              )}
            </Table.Th>
            <Table.Td ff="monospace">{person.id}</Table.Td>
            <Table.Td>{person.role}</Table.Td>
            <Table.Td ff="monospace">{person.slack ?? "–"}</Table.Td>
            <Table.Td ff="monospace">{person.github ?? "–"}</Table.Td>
            <Table.Td ff="monospace">{person.jira ?? "–"}</Table.Td>
            <Table.Td>{person.email ?? "–"}</Table.Td>
            <Table.Td>{person.hasToken ? "has one" : "none"}</Table.Td>
            {may("operator") && (
              <Table.Td>
                <Group gap={6} wrap="nowrap" justify="flex-end">
                  <Deed label="Edit" person={person} onClick={() => onDeed({ kind: "edit", person })} />
                  <Deed label="Token" person={person} onClick={() => onDeed({ kind: "token", person })} />
                  <Deed label="Remove" person={person} onClick={() => onDeed({ kind: "remove", person })} />
                </Group>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function Deed({
  label,
  person: { name },
  onClick,
}: {
  label: string;
  person: Person;
  onClick: () => void;
}): ReactElement {
  return (
    <Button size="compact-xs" variant="default" onClick={onClick} aria-label={`${label}: ${name}`}>
      {label}
    </Button>
  );
}
