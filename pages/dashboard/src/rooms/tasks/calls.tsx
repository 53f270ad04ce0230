import { Table, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { lasting } from "../../parts/duration.ts";
import { Empty } from "../../parts/empty.tsx";
import { dollars } from "../../parts/money.tsx";
import { Clock } from "../../parts/when.tsx";
import { spoken } from "../../parts/words.ts";
import classes from "./calls.module.css";
import type { Dossier } from "../../jobs/job-panels.ts";

const count = new Intl.NumberFormat();

/** Every call of a model that the task has made, with what it took. */
export function Calls({ dossier: { calls, cost } }: { dossier: Dossier }): ReactElement {
  if (calls.length === 0) return <Empty title="No model was called">Not every task needs one.</Empty>;
  return (
    <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table className={classes["calls"]} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>When</Table.Th>
            <Table.Th>What for</Table.Th>
            <Table.Th>Model</Table.Th>
            <Table.Th>Tokens in</Table.Th>
            <Table.Th>Tokens out</Table.Th>
            <Table.Th>Took</Table.Th>
            <Table.Th>Cost</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {calls.map((call) => (
            <Table.Tr key={`${call.at} ${call.purpose}`}>
              <Table.Td>
                <Clock at={call.at} />
              </Table.Td>
              <Table.Td>{spoken(call.purpose)}</Table.Td>
              <Table.Td>
                {call.model}
                {call.provider === "sandbox" && (
                  <Text component="span" c="dimmed" size="xs">
                    {" "}
                    sandbox
                  </Text>
                )}
              </Table.Td>
              <Table.Td>{count.format(call.inputTokens)}</Table.Td>
              <Table.Td>{count.format(call.outputTokens)}</Table.Td>
              <Table.Td>{lasting(call.latencyMs)}</Table.Td>
              <Table.Td>{dollars(call.usd)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th colSpan={3} scope="row">
              Together
            </Table.Th>
            <Table.Td>{count.format(cost.inputTokens)}</Table.Td>
            <Table.Td>{count.format(cost.outputTokens)}</Table.Td>
            <Table.Td />
            <Table.Td>{dollars(cost.usd)}</Table.Td>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Table.ScrollContainer>
  );
}
