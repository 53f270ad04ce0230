import { Table, type TableProps } from "@mantine/core";
import type { ReactElement } from "react";
import classes from "./wide-table.module.css";

/** A table that scrolls by itself where the page is narrower than it, by keyboard too. */
export function WideTable({
  label,
  minWidth,
  ...table
}: TableProps & {
  /** What is in it, for who can't see it. */
  label: string;
  minWidth: number;
}): ReactElement {
  return (
    <div className={classes["box"]} role="group" aria-label={label} tabIndex={0}>
      <Table miw={minWidth} fz="sm" verticalSpacing={6} tabularNums {...table} />
    </div>
  );
}
