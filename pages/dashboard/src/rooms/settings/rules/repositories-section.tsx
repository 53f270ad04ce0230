import { Button, Table, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { Panel } from "../../../parts/panel.tsx";
import { WideTable } from "../../../parts/wide-table.tsx";
import type { Editing } from "./use-rules-edit.ts";
import { RepositoriesDialog } from "./repositories-dialog.tsx";

/** The repositories that bugs may be fixed in, and what leads to each. */
export function RepositoriesSection({ editing: { rules, fields } }: { editing: Editing }): ReactElement {
  const [isEdited, setEdited] = useState(false);
  const { set, readOnly, "data-path": path } = fields.own("repositories");
  const rows = Object.entries(rules.repositories);
  return (
    <Panel
      title="Repositories"
      lead="Where bugs may be fixed, and what in a report leads there."
      actions={
        !readOnly && (
          <Button size="xs" variant="default" onClick={() => setEdited(true)} data-path={path}>
            Edit as JSON
          </Button>
        )
      }
    >
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          None yet: no bug can be fixed.
        </Text>
      ) : (
        <WideTable label="Repositories" minWidth={900}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Repository</Table.Th>
              <Table.Th>Project</Table.Th>
              <Table.Th>Paths in traces</Table.Th>
              <Table.Th>Packages</Table.Th>
              <Table.Th>Sentry, Jira</Table.Th>
              <Table.Th>All tests</Table.Th>
              <Table.Th>Reviewers</Table.Th>
              <Table.Th>Merged</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(([name, { project, description, paths, packages, sentryProjects, ...row }]) => (
              <Table.Tr key={name}>
                <Table.Th scope="row" fw={600}>
                  {name}
                  {description !== "" && (
                    <Text size="xs" c="dimmed" fw={400}>
                      {description}
                    </Text>
                  )}
                </Table.Th>
                <Table.Td>{project}</Table.Td>
                <Table.Td>{listed(paths)}</Table.Td>
                <Table.Td>{listed(packages)}</Table.Td>
                <Table.Td>{listed([...sentryProjects, ...row.jiraProjects])}</Table.Td>
                <Table.Td>{row.testCommand ?? "found by the referee"}</Table.Td>
                <Table.Td>{listed(row.reviewers)}</Table.Td>
                <Table.Td>
                  {row.mergeApprovals === undefined
                    ? "by people"
                    : `with green checks and approvals: ${row.mergeApprovals}`}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </WideTable>
      )}
      {isEdited && (
        <RepositoriesDialog repositories={rules.repositories} onTake={set} onClose={() => setEdited(false)} />
      )}
    </Panel>
  );
}

const listed = (texts: readonly string[]): string => (texts.length === 0 ? "none" : texts.join(", "));
