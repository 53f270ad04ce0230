import { signalsEndpoints } from "../../shared/api/signals.ts";
import type { signalAnswers, signals } from "../../shared/db/schema.ts";
import { answersTo, listSignals, signalById } from "../../shared/db/signals.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { redact, redactMembers } from "../../shared/platform/redact.ts";
import { hasMoved, signalBody } from "../../shared/spine/archive/read-archive.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { cursorOf, nextCursor } from "./page.ts";
import { serve, type Served } from "./serve.ts";
import { iso, isoOrNull } from "./times.ts";

const longestSummary = 300;

/** All that came in. */
export const signalsApi = {
  list: serve(signalsEndpoints.list, async ({ spine, query: { limit, cursor, status, kind } }) => {
    if (kind !== undefined && !spine.jobs.signalKinds.has(kind))
      throw new SignalboxError("bad_request", `there is no kind of signal ${kind}`);
    const rows = await listSignals(spine.db, { status, kind }, limit, cursorOf(cursor));
    const answers = await answersTo(
      spine.db,
      rows.map(({ id }) => id),
    );
    return {
      signals: rows.map((row) => signalView(spine, row, answers)),
      kinds: [...spine.jobs.signalKinds].map(([one, label]) => ({ kind: one, label })),
      nextCursor: nextCursor(rows, limit, (row) => ({ at: row.receivedAt, id: row.id })),
    };
  }),
  get: serve(signalsEndpoints.get, async ({ spine, params: { id } }) => {
    const row = await signalById(spine.db, id);
    if (!row) throw new SignalboxError("not_found", `there is no signal ${id}`);
    const answers = await answersTo(spine.db, [id]);
    const body = await signalBody(spine, row);
    return { signal: { ...signalView(spine, { ...row, body }, answers), body: redactMembers(body) } };
  }),
} satisfies Record<keyof typeof signalsEndpoints, Served>;

function signalView(
  { jobs }: Spine,
  { body, reason, receivedAt, enqueuedAt, ...row }: typeof signals.$inferSelect,
  given: readonly (typeof signalAnswers.$inferSelect)[],
) {
  const answers = given.filter(({ signalId }) => signalId === row.id);
  return {
    ...row,
    label: jobs.signalKinds.get(row.kind) ?? row.kind,
    reason: reason && redact(reason),
    taskId: (answers.find(({ answer }) => answer === "took") ?? answers[0])?.taskId ?? null,
    answers: answers.map((one) => ({
      job: one.job,
      answer: one.answer,
      reason: one.reason && redact(one.reason),
      taskId: one.taskId,
    })),
    // Cut after that: half an address would not be seen as one.
    summary: hasMoved(body)
      ? "its words are in the archive, with its task"
      : redact(jobs.formOf(row.kind)?.words(body) ?? "").slice(0, longestSummary),
    receivedAt: iso(receivedAt),
    enqueuedAt: isoOrNull(enqueuedAt),
  };
}
