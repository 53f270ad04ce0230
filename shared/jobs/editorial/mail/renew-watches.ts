import { and, eq, inArray, isNull, lte } from "drizzle-orm";
import { mailboxes } from "../../../db/schema.ts";
import { gmailMailbox } from "../../../integrations/gmail/client.ts";
import { mrkdwn } from "../../../integrations/slack/mrkdwn.ts";
import { describeError } from "../../../platform/errors.ts";
import type { Spine } from "../../../spine/context.ts";
import { knowMailboxes } from "./mailbox-lease.ts";
import { tellOps } from "./tell-ops.ts";
import { unlessRefused } from "./unless-refused.ts";

const dayMs = 24 * 60 * 60_000;
const againMs = 30 * 60_000;
const atOnce = 5;

/**
 * Has Gmail go on telling of new mail: it does so for a week, and is asked anew every day. A failure is told once; until then the
 * mailbox is looked at by the clock. Returns how many were asked for.
 */
export async function renewWatches(spine: Spine): Promise<number> {
  const { db, settings } = spine;
  const { GMAIL_MAILBOXES: addresses, GMAIL_TOPIC: topic } = settings;
  if (addresses.length === 0 || topic === undefined) return 0;
  await knowMailboxes(spine, addresses);
  const due = await db
    .select({ address: mailboxes.address, watchError: mailboxes.watchError })
    .from(mailboxes)
    .where(and(inArray(mailboxes.address, addresses), lte(mailboxes.watchDueAt, spine.now())))
    .limit(atOnce);
  for (const { address, watchError } of due) {
    const set = async (values: Partial<typeof mailboxes.$inferInsert>) =>
      db.update(mailboxes).set(values).where(eq(mailboxes.address, address));
    try {
      const { expiration, historyId } = unlessRefused(await gmailMailbox(spine, address).watch(topic));
      await set({ watchUntil: expiration, watchDueAt: spine.now() + dayMs, watchError: null });
      const unread = and(eq(mailboxes.address, address), isNull(mailboxes.historyId));
      await db.update(mailboxes).set({ historyId }).where(unread);
    } catch (error) {
      const reason = describeError(error);
      await set({ watchDueAt: spine.now() + againMs, watchError: reason });
      if (watchError === null)
        await tellOps(
          spine,
          address,
          mrkdwn`:rotating_light: Gmail doesn't tell of new mail in ${address}: ${reason}. It is looked at every few minutes meanwhile.`,
        );
    }
  }
  return due.length;
}
