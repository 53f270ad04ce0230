import { costsEndpoints, ledgerEndpoints } from "../../shared/api/ledger.ts";
import { costsBetween } from "../../shared/db/costs.ts";
import type { LedgerFilter } from "../../shared/db/ledger.ts";
import { listFacts } from "../../shared/spine/archive/read-archive.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { csvLine } from "./csv.ts";
import { factView } from "./fact-view.ts";
import { serve, type Served } from "./serve.ts";
import { iso } from "./times.ts";

/** Everything that has been recorded. */
export const ledgerApi = {
  list: serve(ledgerEndpoints.list, async ({ spine, query: { limit, cursor, task = null, type = null } }) => {
    const rows = await listFacts(spine, { task, type }, limit, cursor ?? null);
    return {
      entries: rows.map(factView),
      nextCursor: rows.length < limit ? null : (rows.at(-1)?.seq ?? null),
    };
  }),
  export: serve(ledgerEndpoints.export, async ({ spine, query: { format, task = null, type = null } }) => {
    const csv = format === "csv";
    return new Response(exportStream(spine, { task, type }, csv), {
      headers: {
        "content-type": csv ? "text/csv; charset=utf-8" : "application/x-ndjson",
        "content-disposition": `attachment; filename="ledger.${csv ? "csv" : "ndjson"}"`,
      },
    });
  }),
} satisfies Record<keyof typeof ledgerEndpoints, Served>;

const dayMs = 24 * 60 * 60_000;
const usualDays = 30;

/** What accepted outcomes cost, by kind of work: the dollars of all its model calls over what people accepted. */
export const costsApi = {
  get: serve(costsEndpoints.get, async ({ spine, query: { project, from, to } }) => {
    const end = to === undefined ? spine.now() : Date.parse(to) + dayMs;
    const start = from === undefined ? end - usualDays * dayMs : Date.parse(from);
    const { costs, accepted } = await costsBetween(spine.db, project, start, end);
    return {
      project,
      from: iso(start),
      to: iso(end),
      work: costs.map(({ work, calls, microUsd }) => {
        const outcomes = accepted.filter((one) => one.work === work);
        const count = outcomes.reduce((sum, one) => sum + one.accepted, 0);
        return {
          work,
          calls,
          usd: microUsd / 1_000_000,
          accepted: count,
          usdPerAccepted: count === 0 ? null : microUsd / 1_000_000 / count,
          kinds: outcomes.map(({ kind, accepted: n }) => ({ kind, accepted: n })),
        };
      }),
    };
  }),
} satisfies Record<keyof typeof costsEndpoints, Served>;

const exportPage = 500;

/** The facts page by page, as they are read: an export is as long as the ledger is. */
function exportStream(spine: Spine, filter: LedgerFilter, csv: boolean): ReadableStream {
  const encoder = new TextEncoder();
  let cursor: number | null = null;
  let first = true;
  return new ReadableStream({
    async pull(controller) {
      const rows = await listFacts(spine, filter, exportPage, cursor);
      const lines = rows
        .map(factView)
        .map((row) =>
          csv
            ? csvLine([
                String(row.seq),
                row.at,
                row.taskId ?? "",
                row.type,
                row.summary,
                JSON.stringify(row.data),
              ])
            : `${JSON.stringify(row)}\n`,
        );
      if (first && csv) lines.unshift(csvLine(["seq", "at", "task", "type", "summary", "data"]));
      first = false;
      if (lines.length > 0) controller.enqueue(encoder.encode(lines.join("")));
      cursor = rows.at(-1)?.seq ?? null;
      if (rows.length < exportPage) controller.close();
    },
  });
}
