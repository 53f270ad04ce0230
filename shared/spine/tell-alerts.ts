import { and, asc, eq, gt, sql } from "drizzle-orm";
import { actions, ledger } from "../db/schema.ts";
import { mrkdwn } from "../integrations/slack/mrkdwn.ts";
import { announce } from "./announce.ts";
import type { Spine } from "./context.ts";

/** An alert that could not be told for so long is nobody's news any more. */
const freshMs = 24 * 60 * 60_000;
const atOnce = 20;

/**
 * Tells the team of budgets whose shares were reached, once each. Whoever spends only records it: telling is an action
 * of its own, which spends too. Returns how many were told.
 */
export async function tellAlerts(spine: Spine): Promise<number> {
  if (spine.settings.RULES.opsChannel === undefined) return 0;
  const keyOf = sql`${ledger.taskId} || '.announce-alert-' || ${ledger.seq}`;
  const untold = await spine.db
    .select({ seq: ledger.seq, taskId: ledger.taskId, summary: ledger.summary })
    .from(ledger)
    .where(
      and(
        eq(ledger.type, "budget.alert"),
        gt(ledger.at, spine.now() - freshMs),
        sql`json_extract(${ledger.data}, '$.tell')`,
        sql`NOT EXISTS (SELECT 1 FROM ${actions} WHERE ${actions.id} = ${keyOf})`,
      ),
    )
    .orderBy(asc(ledger.seq))
    .limit(atOnce);
  for (const { seq, taskId, summary } of untold)
    if (taskId !== null) await announce(spine, taskId, `alert-${seq}`, mrkdwn`:moneybag: ${summary}.`);
  return untold.length;
}
