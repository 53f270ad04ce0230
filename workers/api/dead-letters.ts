import { deadLettersEndpoints } from "../../shared/api/signals.ts";
import { deadLetterById, listDeadLetters } from "../../shared/db/signals.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { redact } from "../../shared/platform/redact.ts";
import { type DeadLetterRow, discardDeadLetter } from "../../shared/spine/close-dead-letter.ts";
import { replayDeadLetters } from "../../shared/spine/replay-dead-letters.ts";
import { cursorOf, nextCursor } from "./page.ts";
import { serve, type Served } from "./serve.ts";
import { iso, isoOrNull } from "./times.ts";

/** Messages that no consumer could handle, and what people do about them. */
export const deadLettersApi = {
  list: serve(deadLettersEndpoints.list, async ({ spine, query: { limit, cursor, state } }) => {
    const rows = await listDeadLetters(spine.db, state, limit, cursorOf(cursor));
    return { deadLetters: rows.map(deadLetterView), nextCursor: nextCursor(rows, limit, (row) => row) };
  }),
  replay: serve(deadLettersEndpoints.replay, async ({ spine, person, body }) =>
    replayDeadLetters(spine, person.id, "ids" in body ? body.ids : "all"),
  ),
  discard: serve(
    deadLettersEndpoints.discard,
    async ({ spine, person, params: { id }, body: { reason } }) => {
      if (!(await deadLetterById(spine.db, id)))
        throw new SignalboxError("not_found", `there is no dead letter ${id}`);
      const refusal = await discardDeadLetter(spine, { id, by: person.id, reason });
      if (refusal !== null) throw new SignalboxError("conflict", refusal);
      return { kind: "discarded" as const };
    },
  ),
} satisfies Record<keyof typeof deadLettersEndpoints, Served>;

function deadLetterView({ body, reason, at, closedAt, closedWhy, ...row }: DeadLetterRow) {
  return {
    ...row,
    body: redact(body),
    reason: redact(reason),
    at: iso(at),
    closedAt: isoOrNull(closedAt),
    closedWhy: closedWhy && redact(closedWhy),
  };
}
