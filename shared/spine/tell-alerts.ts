import { and, asc, gt, inArray, sql } from "drizzle-orm";
import { actions, ledger } from "../db/schema.ts";
import { ourLink } from "../integrations/slack/link.ts";
import { type Mrkdwn, mrkdwn } from "../integrations/slack/mrkdwn.ts";
import { describeError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import { announce } from "./announce.ts";
import { accountsPage } from "./connections.ts";
import type { Spine } from "./context.ts";
import { postNotice } from "./post-notice.ts";

/** An alert that could not be told for so long is nobody's news any more. */
const freshMs = 24 * 60 * 60_000;
const atOnce = 20;

/** The facts that are told when they say so. */
const alerts = [
  "budget.alert",
  "connection.broken",
  "connection.expiring",
  "connection.needed",
  "connection.warned",
  "poll.failing",
  "poll.recovered",
] as const;

/**
 * Tells the team of budgets whose shares were reached and of accounts that need a person, once each. Whoever finds out only
 * records it: telling is an action of its own, on behalf of the task that the fact is about, where there is one. Returns how many
 * were told.
 */
export async function tellAlerts(spine: Spine): Promise<number> {
  const channel = spine.settings.RULES.opsChannel;
  if (channel === undefined) return 0;
  const keyOf = sql`COALESCE(${ledger.taskId} || '.announce-alert-', 'notice-alert-') || ${ledger.seq} || CASE WHEN ${ledger.taskId} IS NULL THEN '.told' ELSE '' END`;
  const untold = await spine.db
    .select({ seq: ledger.seq, taskId: ledger.taskId, type: ledger.type, summary: ledger.summary })
    .from(ledger)
    .where(
      and(
        inArray(ledger.type, alerts),
        gt(ledger.at, spine.now() - freshMs),
        sql`json_extract(${ledger.data}, '$.tell')`,
        sql`NOT EXISTS (SELECT 1 FROM ${actions} WHERE ${actions.id} = ${keyOf})`,
      ),
    )
    .orderBy(asc(ledger.seq))
    .limit(atOnce);
  for (const { seq, taskId, type, summary } of untold) {
    const text = textOf(spine, type, summary);
    if (taskId !== null) await announce(spine, taskId, `alert-${seq}`, text);
    else await notice(spine, channel, seq, text);
  }
  return untold.length;
}

function textOf(spine: Spine, type: string, summary: string): Mrkdwn {
  if (type === "budget.alert") return mrkdwn`:moneybag: ${summary}.`;
  if (type === "poll.failing") return mrkdwn`:rotating_light: ${summary}.`;
  if (type === "poll.recovered") return mrkdwn`:white_check_mark: ${summary}.`;
  return mrkdwn`:key: ${summary}. ${ourLink("Accounts", accountsPage(spine))}`;
}

/** One that can't be told keeps none of the others. */
async function notice(spine: Spine, channel: string, seq: number, text: Mrkdwn): Promise<void> {
  try {
    const taskId = `notice-alert-${seq}`;
    await postNotice(spine, { taskId, channel, thread: null, text, told: "the team was told" });
  } catch (error) {
    log.warn("announce.failed", { code: `alert-${seq}`, reason: describeError(error) });
  }
}
