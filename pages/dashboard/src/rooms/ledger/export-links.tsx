import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { addressOf, type Args } from "../../api/client.ts";

type Query = NonNullable<Args<"GET /api/ledger/export">["query"]>;

/** Downloads of what the list is narrowed to, all of it: not only what is shown. */
export function ExportLinks({ filter }: { filter: Omit<Query, "format"> }): ReactElement {
  const link = (format: Query["format"]): string =>
    addressOf("GET /api/ledger/export", { query: { ...filter, format } });
  return (
    <>
      <Button component="a" variant="default" href={link("csv")} download="ledger.csv">
        Export as CSV
      </Button>
      <Button component="a" variant="default" href={link("json")} download="ledger.ndjson">
        Export as JSON lines
      </Button>
    </>
  );
}
