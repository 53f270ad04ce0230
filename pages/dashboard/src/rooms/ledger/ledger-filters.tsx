import { SimpleGrid } from "@mantine/core";
import type { ReactElement } from "react";
import { ledgerTypes } from "../../../../../shared/jobs/facts.ts";
import { factWords } from "../../parts/fact/fact-words.ts";
import { Filter } from "../../parts/filter.tsx";
import { TaskBox } from "./task-box.tsx";

const types = ledgerTypes
  .map((value) => ({ value, label: factWords(value) }))
  .toSorted((a, b) => a.label.localeCompare(b.label));

export function LedgerFilters(): ReactElement {
  return (
    <SimpleGrid cols={2} maw={620} spacing="sm" role="search">
      <Filter name="type" label="Type" all="Any type" options={types} />
      <TaskBox />
    </SimpleGrid>
  );
}
