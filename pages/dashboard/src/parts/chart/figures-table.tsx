import { Table } from "@mantine/core";
import type { ReactElement } from "react";
import { Disclosure } from "../disclosure.tsx";
import classes from "./chart.module.css";
import type { Figures } from "./figures.ts";

/** The figures of a chart, for whoever would rather read them, and for screen readers. */
export function FiguresTable({ title, figures }: { title: string; figures: Figures }): ReactElement {
  return (
    <Disclosure label="The same as a table">
      {/* A box that scrolls must be reachable by keyboard. */}
      <div className={classes["scroll"]} role="group" aria-label={`${title}, as a table`} tabIndex={0}>
        <Rows figures={figures} />
      </div>
    </Disclosure>
  );
}

function Rows({ figures: { stepName, steps, series, words } }: { figures: Figures }): ReactElement {
  return (
    <Table stickyHeader tabularNums>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{stepName}</Table.Th>
          {series.map(({ name }) => (
            <Table.Th key={name} scope="col" ta="right">
              {name}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {steps.map(({ long }, index) => (
          <Table.Tr key={long}>
            <Table.Th scope="row" fw={400}>
              {long}
            </Table.Th>
            {series.map(({ name, values }) => (
              <Table.Td key={name} ta="right">
                {words(values[index] ?? 0)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
