import { and, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { deadLetters } from "../../shared/db/schema.ts";
import { log } from "../../shared/platform/log.ts";
import { assignmentMessage } from "../../shared/executor/assignments.ts";
import { failAssignment } from "../../shared/executor/end-assignment.ts";
import { dieStatement } from "../../shared/spine/answer-signal.ts";
import { signalMessage } from "../../shared/spine/receive.ts";
import { record } from "../../shared/spine/record.ts";
import { tellOfDeath } from "../../shared/spine/tell-of-death.ts";
import { type DeadLetter, deadLetterSchema, type QueueHandler } from "./consume.ts";

/**
 * What died and why, kept for people. A letter of our own names the reason; a bare body was moved here by the platform
 * because the consumer died before it could say anything.
 */
export const deadLetterQueue: QueueHandler<unknown> = {
  schema: z.unknown(),
  maxAttempts: Number.POSITIVE_INFINITY,
  deadLetters: null,
  handle: async (spine, body, message) => {
    const own = deadLetterSchema.safeParse(body);
    const letter: DeadLetter = own.success
      ? own.data
      : {
          queue: "unknown",
          messageId: message.id,
          attempts: 0,
          reason: "the consumer died before it could say why",
          body: JSON.stringify(body),
        };
    const carried = parseJson(letter.body);
    const lost = assignmentMessage.safeParse(carried);
    if (lost.success) await failAssignment(spine, lost.data.assignmentId, letter.reason);
    const signal = signalMessage.safeParse(carried);
    const signalId = signal.success ? signal.data.signalId : null;
    const at = spine.now();
    const row = {
      id: letter.messageId,
      queue: letter.queue,
      // What it said stands in the outbox.
      body: signalId === null ? letter.body : JSON.stringify({ signalId }),
      reason: letter.reason,
      attempts: letter.attempts,
      signalId,
      at,
    };
    await record(
      spine,
      [
        {
          id: `dead/${letter.messageId}`,
          at,
          taskId: null,
          type: "signal.dead",
          summary: `${letter.queue}: ${letter.reason}`,
          data: { signalId, attempts: letter.attempts },
        },
      ],
      [
        spine.db.insert(deadLetters).values(row).onConflictDoNothing(),
        ...(signalId === null ? [] : [dieStatement(spine, signalId, letter.reason, isOpen(letter))]),
      ],
    );
    log.error("queue.buried", {
      queue: letter.queue,
      signalId: signalId ?? undefined,
      reason: letter.reason,
    });
    if (signalId !== null) await tellOfDeath(spine, letter.messageId, signalId);
  },
};

/** Told twice of a letter that somebody has sent again meanwhile, its signal must not die of that. */
function isOpen({ messageId }: DeadLetter): SQL {
  const open = and(eq(deadLetters.id, messageId), eq(deadLetters.state, "open"));
  return sql`EXISTS (SELECT 1 FROM ${deadLetters} WHERE ${open})`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: then it names no signal.
    return null;
  }
}
