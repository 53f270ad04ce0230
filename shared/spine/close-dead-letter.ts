import { and, eq, sql } from "drizzle-orm";
import { deadLetterById } from "../db/signals.ts";
import { deadLetters, signals } from "../db/schema.ts";
import type { SignalStatus } from "../domain/signal.ts";
import type { Spine } from "./context.ts";
import type { Entry } from "../db/ledger.ts";
import { hit, record } from "./record.ts";

export type DeadLetterRow = typeof deadLetters.$inferSelect;

/** Why a letter can't be sent again, in words for people; null when it can. */
export function whyNotReplayed(letter: DeadLetterRow, signalStatus: SignalStatus | null): string | null {
  if (letter.state !== "open") return `${letter.closedBy ?? "somebody"} has ${letter.state} it already`;
  if (letter.signalId === null) return "its message names no signal, so it would die again: discard it";
  if (signalStatus === null)
    return `there is no signal ${letter.signalId}, so it would die again: discard it`;
  if (signalStatus === "dropped") return "its signal was dropped: nothing would be done about it";
  return null;
}

/**
 * The records that close a letter because it is sent again: its signal comes back from the dead in the same moment.
 * The first of them returns the letter, if it was still open.
 */
export function replayEntry(spine: Spine, { id, queue, signalId }: DeadLetterRow, by: string): Entry {
  const at = spine.now();
  const { update, became } = closing(spine, { id, state: "replayed", by, at, why: null });
  return {
    facts: [
      {
        id: `dead/${id}/replayed`,
        at,
        taskId: null,
        type: "signal.replayed",
        summary: `${by} sent ${signalId} to ${queue} again`,
        data: { deadLetter: id, signalId, by },
      },
    ],
    records: [
      update,
      spine.db
        .update(signals)
        .set({ status: "received", reason: null })
        .where(and(eq(signals.id, signalId ?? ""), eq(signals.status, "dead"), became)),
    ],
    guard: became,
  };
}

export interface Discarding {
  id: string;
  by: string;
  reason: string;
}

/** Closes a dead letter without sending it again. Null when it counted, else why not, in words for people. */
export async function discardDeadLetter(
  spine: Spine,
  { id, by, reason }: Discarding,
): Promise<string | null> {
  const at = spine.now();
  const { update, became } = closing(spine, { id, state: "discarded", by, at, why: reason });
  const [closed] = await record(
    spine,
    [
      {
        id: `dead/${id}/discarded`,
        at,
        taskId: null,
        type: "signal.discarded",
        summary: `${by} discarded a dead letter: ${reason}`,
        data: { deadLetter: id, by, reason },
      },
    ],
    [update],
    became,
  );
  if (hit(closed)) return null;
  const letter = await deadLetterById(spine.db, id);
  return letter
    ? `${letter.closedBy ?? "somebody"} has ${letter.state} it already`
    : "there is no such dead letter";
}

/** The conditional update that closes a letter, which one of many at once wins, and the condition that it was this one. */
function closing(
  { db }: Spine,
  {
    id,
    state,
    by,
    at,
    why,
  }: { id: string; state: "replayed" | "discarded"; by: string; at: number; why: string | null },
) {
  const update = db
    .update(deadLetters)
    .set({ state, closedBy: by, closedAt: at, closedWhy: why })
    .where(and(eq(deadLetters.id, id), eq(deadLetters.state, "open")))
    .returning({ id: deadLetters.id });
  const so = and(
    eq(deadLetters.id, id),
    eq(deadLetters.state, state),
    eq(deadLetters.closedBy, by),
    eq(deadLetters.closedAt, at),
  );
  return { update, became: sql`EXISTS (SELECT 1 FROM ${deadLetters} WHERE ${so})` };
}
