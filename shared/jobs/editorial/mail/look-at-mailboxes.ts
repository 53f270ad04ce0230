import { and, eq, gte, inArray, lte, or } from "drizzle-orm";
import { mailboxes } from "../../../db/schema.ts";
import { mrkdwn } from "../../../integrations/slack/mrkdwn.ts";
import { describeError } from "../../../platform/errors.ts";
import { log } from "../../../platform/log.ts";
import type { Spine } from "../../../spine/context.ts";
import { knowMailboxes } from "./mailbox-lease.ts";
import { lookAtMailbox } from "./look-at-mailbox.ts";
import { tellOps } from "./tell-ops.ts";

/** What doesn't come through is tried again after so long. */
const againMs = 5 * 60_000;
const atOnce = 5;

/**
 * Looks at the mailboxes that are due: what Gmail has told of while another look was under way, and every few minutes each, since
 * a push may be lost. One that can't be read is told of once, and once more when it can be again. Returns how many were looked at.
 */
export async function lookAtMailboxes(spine: Spine): Promise<number> {
  const { db, settings } = spine;
  if (settings.GMAIL_MAILBOXES.length === 0) return 0;
  await knowMailboxes(spine, settings.GMAIL_MAILBOXES);
  const due = await db
    .select({ address: mailboxes.address, error: mailboxes.error })
    .from(mailboxes)
    .where(
      and(
        inArray(mailboxes.address, settings.GMAIL_MAILBOXES),
        or(lte(mailboxes.dueAt, spine.now()), gte(mailboxes.wantedAt, mailboxes.lookedAt)),
      ),
    )
    .limit(atOnce);
  for (const { address, error: before } of due) {
    try {
      const look = await lookAtMailbox(spine, address);
      if (look.kind === "looked" && before !== null)
        await tellOps(spine, address, mrkdwn`:white_check_mark: ${address} is read again.`);
    } catch (error) {
      const reason = describeError(error);
      log.warn("mail.look_failed", { code: address, reason });
      // It would be due at once for having been wanted: that it was is not forgotten, only when.
      const later = { error: reason, dueAt: spine.now() + againMs, lookedAt: spine.now() };
      await db.update(mailboxes).set(later).where(eq(mailboxes.address, address));
      if (before === null)
        await tellOps(spine, address, mrkdwn`:rotating_light: ${address} can't be read: ${reason}.`);
    }
  }
  return due.length;
}
