import { and, asc, eq, gt, isNotNull, lte, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import type { Statement } from "./ledger.ts";
import { actions, effects, invitations, invitedBots } from "./schema.ts";

export type InvitationRow = typeof invitations.$inferSelect;
export type InvitedBotRow = typeof invitedBots.$inferSelect;

/** A series with more instances of their own is nobody's meeting. */
const mostRows = 200;

/** All that is known of an event: the whole of it, and its instances that were changed by themselves. */
export async function invitationsOf(db: Database, uid: string): Promise<InvitationRow[]> {
  return db
    .select()
    .from(invitations)
    .where(eq(invitations.uid, uid))
    .orderBy(asc(invitations.createdAt), asc(invitations.id))
    .limit(mostRows);
}

/**
 * The statement that keeps what an invitation says, where that is newer than what is kept and its organizer's. A cancellation may have the
 * number of what it cancels. It returns a row if it was kept.
 */
export function keepInvitation(db: Database, row: InvitationRow): Statement {
  const { id: _id, uid: _uid, instance: _instance, project: _project, createdAt: _createdAt, ...set } = row;
  return db
    .insert(invitations)
    .values(row)
    .onConflictDoUpdate({
      target: invitations.id,
      set,
      setWhere: sql`${invitations.organizer} = excluded.organizer AND (excluded.sequence > ${invitations.sequence} OR (excluded.sequence = ${invitations.sequence} AND excluded.is_cancelled = 1 AND ${invitations.isCancelled} = 0))`,
    })
    .returning({ id: invitations.id });
}

/** The statement that says when an event's bots are looked at again; null: not before it changes. */
export function lookAgain(
  { db, now }: { db: Database; now: () => number },
  uid: string,
  dueAt: number | null,
): Statement {
  return db.update(invitations).set({ dueAt, updatedAt: now() }).where(eq(invitations.uid, uid));
}

/** Events whose bots are to be looked at, by their names; those that wait longest first. */
export async function dueInvitations(db: Database, now: number, limit: number): Promise<string[]> {
  const rows = await db
    .select({ uid: invitations.uid })
    .from(invitations)
    .where(and(isNotNull(invitations.dueAt), lte(invitations.dueAt, now)))
    .orderBy(asc(invitations.dueAt))
    .limit(limit);
  return [...new Set(rows.map(({ uid }) => uid))];
}

/** The bots that an event has asked for, whose meetings aren't over. */
export async function invitedBotsOf(db: Database, uid: string, now: number): Promise<InvitedBotRow[]> {
  return db
    .select()
    .from(invitedBots)
    .where(and(eq(invitedBots.uid, uid), gt(invitedBots.endsAt, now)))
    .orderBy(asc(invitedBots.endsAt))
    .limit(mostRows);
}

export function startInvitedBot(db: Database, row: InvitedBotRow): Statement {
  return db.insert(invitedBots).values(row).onConflictDoNothing();
}

export function changeInvitedBot(
  { db, now }: { db: Database; now: () => number },
  id: string,
  state: InvitedBotRow["state"],
): Statement {
  return db.update(invitedBots).set({ state, updatedAt: now() }).where(eq(invitedBots.id, id));
}

/** The action by which a task has sent a bot, or tried to; undefined: it has sent none. */
export async function sentBotOf(db: Database, taskId: string): Promise<{ actionId: string } | undefined> {
  return db
    .select({ actionId: effects.actionId })
    .from(effects)
    .innerJoin(actions, eq(actions.id, effects.actionId))
    .where(and(eq(effects.taskId, taskId), eq(actions.kind, "meeting_bot")))
    .limit(1)
    .get();
}
