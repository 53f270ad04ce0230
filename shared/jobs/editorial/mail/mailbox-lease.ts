import { and, eq, isNull, lte, or } from "drizzle-orm";
import { mailboxes } from "../../../db/schema.ts";
import type { Ground } from "../../../spine/ground.ts";

export type MailboxRow = typeof mailboxes.$inferSelect;

/** A look takes no longer; who takes longer has died. */
const leaseMs = 5 * 60_000;

/** Sees to it that a mailbox is known, and that it is looked at again after now. */
export async function wantLook({ db, now }: Ground, address: string): Promise<void> {
  const at = now();
  await db
    .insert(mailboxes)
    .values(newMailbox(address, at))
    .onConflictDoUpdate({ target: mailboxes.address, set: { wantedAt: at } });
}

/** Takes a mailbox for one look; null: another has it. */
export async function takeMailbox(
  { db, now }: Ground,
  address: string,
): Promise<{ token: string; row: MailboxRow } | null> {
  const at = now();
  const token = crypto.randomUUID();
  const [row] = await db
    .update(mailboxes)
    .set({ lease: token, leaseUntil: at + leaseMs })
    .where(and(eq(mailboxes.address, address), or(isNull(mailboxes.lease), lte(mailboxes.leaseUntil, at))))
    .returning();
  return row === undefined ? null : { token, row };
}

/** Writes how far a look has come, while it still has the mailbox; false: another has taken it over. */
export async function noteProgress(
  { db }: Ground,
  address: string,
  token: string,
  set: Partial<MailboxRow>,
): Promise<boolean> {
  const held = and(eq(mailboxes.address, address), eq(mailboxes.lease, token));
  const noted = await db.update(mailboxes).set(set).where(held).returning({ address: mailboxes.address });
  return noted.length > 0;
}

/** Sees to it that mailboxes are known. */
export async function knowMailboxes({ db, now }: Ground, addresses: readonly string[]): Promise<void> {
  const at = now();
  const rows = addresses.map((address) => newMailbox(address, at));
  if (rows.length > 0) await db.insert(mailboxes).values(rows).onConflictDoNothing();
}

function newMailbox(address: string, at: number) {
  return { address, historyId: null, seenAt: at, wantedAt: at, lookedAt: 0, dueAt: at, watchDueAt: at };
}
