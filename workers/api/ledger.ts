import { Hono } from "hono";
import { z } from "zod";
import { costsBetween } from "../../shared/db/costs.ts";
import { listLedger } from "../../shared/db/ledger.ts";
import { ledgerTypes } from "../../shared/domain/ledger.ts";
import { defaultProject } from "../../shared/policy/rules.ts";
import { openSpine, type Spine } from "../../shared/spine/context.ts";
import { checked, iso } from "./body.ts";
import { factView } from "./fact-view.ts";
import { csvLine } from "./csv.ts";
import { type ApiEnv, requireRole } from "./require-role.ts";

const filterSchema = z.object({
  task: z.string().min(1).optional(),
  type: z.enum(ledgerTypes).optional(),
});
const listSchema = filterSchema.extend({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.coerce.number().int().positive().optional(),
});
const exportSchema = filterSchema.extend({ format: z.enum(["csv", "json"]).default("csv") });

type Filter = z.infer<typeof filterSchema>;

/** Everything that has been recorded. */
export const ledgerApi = new Hono<ApiEnv>()
  .use(requireRole("viewer"))
  .get("/", async (c) => {
    const { limit, cursor, ...filter } = checked(listSchema, c.req.query());
    const rows = await page(openSpine(c.env), filter, limit, cursor ?? null);
    return c.json({
      entries: rows.map(factView),
      nextCursor: rows.length < limit ? null : (rows.at(-1)?.seq ?? null),
    });
  })
  .get("/export", async (c) => {
    const { format, ...filter } = checked(exportSchema, c.req.query());
    const csv = format === "csv";
    return new Response(exportStream(openSpine(c.env), filter, csv), {
      headers: {
        "content-type": csv ? "text/csv; charset=utf-8" : "application/x-ndjson",
        "content-disposition": `attachment; filename="ledger.${csv ? "csv" : "ndjson"}"`,
      },
    });
  });

const costsSchema = z.object({
  project: z.string().min(1).default(defaultProject),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});
const dayMs = 24 * 60 * 60_000;
const usualDays = 30;

/** What accepted outcomes cost, by kind of work: the dollars of all its model calls over what people accepted. */
export const costsApi = new Hono<ApiEnv>().get("/", requireRole("viewer"), async (c) => {
  const { project, from, to } = checked(costsSchema, c.req.query());
  const spine = openSpine(c.env);
  const end = to === undefined ? spine.now() : Date.parse(to) + dayMs;
  const start = from === undefined ? end - usualDays * dayMs : Date.parse(from);
  const { costs, accepted } = await costsBetween(spine.db, project, start, end);
  return c.json({
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
  });
});

async function page(spine: Spine, { task, type }: Filter, limit: number, before: number | null) {
  return listLedger(spine.db, { task: task ?? null, type: type ?? null }, limit, before);
}

const exportPage = 500;

/** The facts page by page, as they are read: an export is as long as the ledger is. */
function exportStream(spine: Spine, filter: Filter, csv: boolean): ReadableStream {
  const encoder = new TextEncoder();
  let cursor: number | null = null;
  let first = true;
  return new ReadableStream({
    async pull(controller) {
      const rows = await page(spine, filter, exportPage, cursor);
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
