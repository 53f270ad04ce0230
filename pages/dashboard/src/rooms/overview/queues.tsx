import { Anchor, Table } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import type { Answer } from "../../api/client.ts";
import { Panel } from "../../parts/panel.tsx";
import { When } from "../../parts/when.tsx";
import { WideTable } from "../../parts/wide-table.tsx";

/** How deep the queues are, and what fell out of them. */
export function Queues({ queues }: { queues: Answer<"GET /api/overview">["queues"] }): ReactElement {
  return (
    <Panel title="Queues">
      <WideTable label="Queues" minWidth={320}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Queue</Table.Th>
            <Table.Th scope="col" ta="right">
              Waiting
            </Table.Th>
            <Table.Th scope="col">Oldest</Table.Th>
            <Table.Th scope="col" ta="right">
              Dead letters
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {queues.map(({ name, waiting, oldestAt, deadLetters }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400}>
                {name}
              </Table.Th>
              <Table.Td ta="right">{waiting}</Table.Td>
              <Table.Td>{oldestAt === null ? "–" : <When at={oldestAt} />}</Table.Td>
              <Table.Td ta="right">
                {deadLetters === 0 ? (
                  0
                ) : (
                  <Anchor component={Link} href="/dead-letters" inherit>
                    {deadLetters}
                  </Anchor>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
    </Panel>
  );
}
