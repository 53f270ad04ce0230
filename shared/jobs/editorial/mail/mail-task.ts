import { and, desc, eq, inArray, or, sql } from "drizzle-orm";
import { actions, signalAnswers, tasks } from "../../../db/schema.ts";
import { mailSignalId, type ReceivedMail } from "../../../domain/received-mail.ts";
import { actionOf } from "../../../integrations/mail/own-ids.ts";
import { ownAddresses } from "../../../integrations/mail/own-addresses.ts";
import type { Spine } from "../../../spine/context.ts";

export type KnownTask = Pick<typeof tasks.$inferSelect, "id" | "status" | "conversation" | "project">;

/** The latest task that a mail belongs to: one that has written what it answers, or that began with an earlier mail of its thread. */
export async function taskOfMail(
  { db, settings }: Spine,
  { mailbox, messageId, inReplyTo, references }: ReceivedMail,
): Promise<KnownTask | undefined> {
  const named = [...new Set([...references, ...(inReplyTo === null ? [] : [inReplyTo])])].filter(
    (id) => id !== messageId,
  );
  if (named.length === 0) return undefined;
  const own = ownAddresses({ settings }, mailbox);
  const written = list(named.flatMap((id) => actionOf(id, own) ?? []));
  const earlier = list(named.map((id) => mailSignalId(mailbox, id)));
  return db
    .select({
      id: tasks.id,
      status: tasks.status,
      conversation: tasks.conversation,
      project: tasks.project,
    })
    .from(tasks)
    .where(
      or(
        inArray(
          tasks.id,
          db
            .select({ id: actions.taskId })
            .from(actions)
            .where(and(eq(actions.kind, "email_reply"), sql`${actions.id} IN ${written}`)),
        ),
        inArray(
          tasks.id,
          db
            .select({ id: sql<string>`${signalAnswers.taskId}` })
            .from(signalAnswers)
            .where(and(eq(signalAnswers.answer, "took"), sql`${signalAnswers.signalId} IN ${earlier}`)),
        ),
      ),
    )
    .orderBy(desc(tasks.createdAt))
    .limit(1)
    .get();
}

/** Any number of texts as one parameter. */
function list(all: readonly string[]) {
  return sql`(SELECT value FROM json_each(${JSON.stringify(all)}))`;
}
