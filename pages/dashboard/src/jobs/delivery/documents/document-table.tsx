import { Anchor, Badge, Table, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { Person } from "../../../parts/person.tsx";
import { When } from "../../../parts/when.tsx";
import { WideTable } from "../../../parts/wide-table.tsx";
import { documentAddress } from "../addresses.ts";
import { sizeWords, stateWords, typeWords } from "../document-words.ts";
import type { DocumentView } from "../views.ts";

/** A project's documents, the last changed first. */
export function DocumentTable({
  project,
  documents,
}: {
  project: string;
  documents: readonly DocumentView[];
}): ReactElement {
  return (
    <WideTable label="Documents" minWidth={720}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Name</Table.Th>
          <Table.Th>State</Table.Th>
          <Table.Th>Kind</Table.Th>
          <Table.Th ta="right">Version</Table.Th>
          <Table.Th ta="right">Pages</Table.Th>
          <Table.Th ta="right">Size</Table.Th>
          <Table.Th>By</Table.Th>
          <Table.Th>When</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {documents.map(({ id, name, newest }) => (
          <Table.Tr key={id}>
            <Table.Td style={{ overflowWrap: "anywhere", minWidth: 200 }}>
              <Anchor component={Link} href={documentAddress(project, id)} size="sm" fw={600}>
                {name}
              </Anchor>
              {newest.reason !== null && (
                <Text size="xs" c={newest.state === "refused" ? "var(--mantine-color-error)" : "dimmed"}>
                  {newest.reason}
                </Text>
              )}
            </Table.Td>
            <Table.Td>
              <StateBadge state={newest.state} />
            </Table.Td>
            <Table.Td>{newest.type === null ? "–" : typeWords[newest.type]}</Table.Td>
            <Table.Td ta="right">{newest.version}</Table.Td>
            <Table.Td ta="right">{newest.pages ?? "–"}</Table.Td>
            <Table.Td ta="right" style={{ whiteSpace: "nowrap" }}>
              {sizeWords(newest.bytes)}
            </Table.Td>
            <Table.Td>
              <Person id={newest.by} />
            </Table.Td>
            <Table.Td>
              <When at={newest.createdAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

/** What became of a version, in a word. */
export function StateBadge({ state }: { state: DocumentView["newest"]["state"] }): ReactElement {
  const { words, color } = stateWords[state];
  return (
    <Badge color={color} variant="light" tt="none" fw={600} miw="max-content">
      {words}
    </Badge>
  );
}
