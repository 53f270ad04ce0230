import { eq } from "drizzle-orm";
import { approvals } from "../../shared/db/schema.ts";
import type { Attempt } from "../../shared/domain/attempt.ts";
import type { EffectResult } from "../../shared/domain/sending.ts";
import { propose } from "../../shared/spine/propose.ts";
import { questionName } from "../../shared/spine/question-message.ts";
import type { DurableRun } from "../durable-run.ts";
import { applyAction } from "./apply-action.ts";
import { type Asked, type Decided, questionOf, showDecision, showWithdrawn } from "./question.ts";
import type { Carried, Undertaking } from "./undertaking.ts";

/**
 * Takes an action through the interlocking, whatever the verdict: at once, after its window, or when people have said
 * yes. The question stands in the task's thread and shows what became of it.
 */
export async function carryOut<R extends EffectResult>(
  run: DurableRun,
  work: Undertaking<R>,
): Promise<Carried<R>> {
  const asked = await run.attempt(`propose ${work.key}`, async () => proposeAndAsk(run, work));
  if (asked.kind === "forbidden") return { kind: "forbidden", reason: asked.reasons.join("; ") };
  if (asked.approval === null) return applyAction(run, work, asked.actionId, null, null);

  const decided = await decision(run, work, asked, asked.approval);
  const { status, by, reason } = decided;
  const show = async () => showDecision(run, work, asked, decided);
  if (status === "approved" || status === "released") return applyAction(run, work, asked.actionId, by, show);
  await run.attempt(`show ${work.key}`, show);
  switch (status) {
    case "rejected":
    case "revised":
      return { kind: status, by: by ?? "somebody", reason: reason ?? "" };
    case "expired":
      return { kind: status, reason: "nobody decided in time" };
    case "superseded":
      return { kind: status, reason: "a newer proposal for the same has taken its place" };
    case "pending":
    case "withdrawn":
      throw new Error(`${asked.actionId} is ${status} while its task waits for it`);
  }
}

/** Proposes the action; where somebody has to be asked, the question is in the thread when this step is over. */
async function proposeAndAsk<R extends EffectResult>(
  run: DurableRun,
  work: Undertaking<R>,
): Promise<Attempt<Asked>> {
  const { key } = work;
  const proposal = { ...(await work.proposal()), taskId: run.taskId, key };
  const { actionId, verdict, digest, approval } = await propose(run.spine, proposal);
  const people = "rule" in verdict ? verdict.rule.people : 0;
  const { kind, reasons } = verdict;
  const value = { actionId, digest, kind, reasons, approval, people, asked: "" };
  if (approval === null || work.quiet === true) return { kind: "done", value };
  const told = await run.tell(questionName(key, 1), await questionOf(run, work, value, approval));
  return told.kind === "done" ? { kind: "done", value: { ...value, asked: told.value?.ts ?? "" } } : told;
}

/** Waits until people, or the clock, have decided. A window that ends after the action's deadline leaves it to people. */
async function decision<R extends EffectResult>(
  run: DurableRun,
  work: Undertaking<R>,
  asked: Asked,
  { id, holdUntil: first }: { id: string; holdUntil: number | null },
): Promise<Decided> {
  const farewell = async () => showWithdrawn(run, work, asked);
  let holdUntil = first;
  for (let round = 1; ; round++) {
    const before: number | null = holdUntil;
    if (round > 1 && work.quiet !== true)
      await run.say(questionName(work.key, round), async () => ({
        ...(await questionOf(run, work, asked, { id, holdUntil: before })),
        update: asked.asked,
      }));
    const decided: Decided = await run.until(
      `decision ${work.key} ${round}`,
      async () => decisionOn(run, id, before),
      farewell,
    );
    if (decided.status !== "pending") return decided;
    ({ holdUntil } = decided);
  }
}

/** What has become of an approval; null while it is as it was. */
async function decisionOn(
  run: DurableRun,
  approvalId: string,
  before: number | null,
): Promise<Decided | null> {
  const row = await run.spine.db.select().from(approvals).where(eq(approvals.id, approvalId)).get();
  if (!row || (row.status === "pending" && row.holdUntil === before)) return null;
  // Its task was asked to end in the same moment, or is about to be: the next look sees that.
  if (row.status === "withdrawn") return null;
  return {
    status: row.status,
    holdUntil: row.holdUntil,
    by: row.decidedBy,
    at: row.decidedAt ?? 0,
    reason: row.reason,
  };
}
