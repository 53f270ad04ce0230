import { eq, sql } from "drizzle-orm";
import { insertWhere } from "../db/insert-where.ts";
import type { Statement } from "../db/ledger.ts";
import { actions, approvals, effects } from "../db/schema.ts";
import { type ApprovalEvent, reduceApproval } from "../domain/approval.ts";
import type { LedgerEntry } from "../domain/ledger.ts";
import type { Verdict } from "../domain/verdict.ts";
import { approvalRule } from "../policy/rules.ts";
import { type ApprovalRow, entryOf } from "./approval-entry.ts";
import type { Spine } from "./context.ts";
import { givenFact, judged, type Proposal } from "./propose.ts";
import { readForProposal } from "./read-for-proposal.ts";
import { fact, hit, record } from "./record.ts";
import { standingOn } from "./standing.ts";
import { supersedeStatements, wakeSuperseded } from "./supersede.ts";
import { armHold, waitingOf } from "./waiting.ts";
import { wakeTask } from "./wake.ts";

type ActionRow = typeof actions.$inferSelect;

export interface Replacement {
  /** What it takes the place of, as it was read. */
  approval: ApprovalRow;
  action: ActionRow;
  payload: unknown;
  /** The person who has edited it; null: nobody has. */
  by: string | null;
  /** Whether its words are other ones. */
  worded: boolean;
  /** Written with it: what was done, by whom. */
  why: { type: "proposal.edited" | "proposal.late"; summary: string; data: Record<string, unknown> };
  /** Says yes to it in the same moment, as far as they may. Absent: it is asked about like any other. */
  approve?: Extract<ApprovalEvent, { kind: "decide" }>;
}

export type Replaced =
  | { kind: "replaced"; approvalId: string }
  /** Policy doesn't let it out at all. */
  | { kind: "forbidden"; reasons: string[] }
  /** It has just been decided on, edited by somebody else, or sent. */
  | { kind: "changed" };

/**
 * Puts another version in an action's place, in one moment: what waits, or is approved and hasn't left, never leaves; the
 * new one has its own bytes, verdict and approval, in the same bundle.
 */
export async function replaceProposal(spine: Spine, replacement: Replacement): Promise<Replaced> {
  const { approval: old, by, worded } = replacement;
  const proposal = proposalOf(replacement);
  const records = await readForProposal(spine, proposal, `${proposal.taskId}.${proposal.key}`);
  if (records.known !== null) return { kind: "changed" };
  const { action: judgedAction, input } = await judged(spine, proposal, records);
  const verdict = asked(spine, judgedAction);
  if (verdict === null) return { kind: "forbidden", reasons: judgedAction.verdict.reasons };
  const action = { ...judgedAction, verdict };
  const event = { kind: "replace" } as const;
  const transition = reduceApproval(old, event, spine.now());
  if (transition.kind !== "changed") return { kind: "changed" };
  const entry = entryOf(spine, old, event, transition.next);
  const guard = entry.guard ?? sql`false`;
  const wordedBy = worded ? by : old.wordedBy;
  const waiting = waitingOf(spine, { ...proposal, wordedBy }, action, verdict, old.requestedBy);
  const { row, facts, effect } = approved(spine, replacement, waiting.row);
  const newer = { project: row.project, kind: row.kind, target: row.target, by: action.id };
  const { summary, type, data } = replacement.why;
  const [updated] = await record(
    spine,
    [
      ...entry.facts,
      fact(spine, action.taskId, `${proposal.key}/${type}`, type, summary, {
        ...data,
        actionId: action.id,
        editOf: old.actionId,
        by,
        digest: action.digest,
      }),
      givenFact(spine, proposal, action, input),
      waiting.fact,
      ...facts,
    ],
    [
      ...(entry.records ?? []),
      ...supersedeStatements(spine, newer, row.changeId, spine.now(), guard),
      insertWhere(spine.db, actions, action, guard).onConflictDoNothing(),
      insertWhere(spine.db, approvals, row, guard).onConflictDoNothing(),
      ...effect(guard),
    ],
    guard,
  );
  if (!hit(updated)) return { kind: "changed" };
  await wakeSuperseded(spine, row.changeId);
  await armHold(spine, action.project, row);
  await wakeTask(spine, action.taskId);
  return { kind: "replaced", approvalId: row.id };
}

/** The newest versions are numbered by how often they were replaced. */
function proposalOf({ approval, action, payload, by }: Replacement): Proposal {
  const { taskId, kind, provenance, revision, sources, deadline, id } = action;
  const [, base = id, count = "0"] = /^(.*)-edit-(\d+)$/.exec(id) ?? [];
  return {
    taskId,
    key: `${base.slice(taskId.length + 1)}-edit-${Number(count) + 1}`,
    kind,
    payload,
    provenance,
    revision,
    sources,
    deadline,
    edit: { of: id, by },
    ...(approval.bundle === null ? {} : { bundle: approval.bundle }),
  };
}

/** What was asked about stays so, even where policy would not ask by now; null: it may not happen at all. */
function asked(
  spine: Spine,
  { verdict, kind }: ActionRow,
): Extract<Verdict, { kind: "hold" | "approval" }> | null {
  if (verdict.kind === "forbidden") return null;
  if (verdict.kind !== "auto") return verdict;
  const reasons = [...verdict.reasons, "a person has changed what was asked about"];
  return { ...verdict, kind: "approval", reasons, rule: approvalRule(spine.settings.RULES, kind) };
}

/** The new approval with the yes that comes with it, where one does and counts. */
function approved(
  spine: Spine,
  { approve }: Replacement,
  row: ApprovalRow,
): {
  row: ApprovalRow;
  facts: readonly LedgerEntry[];
  effect: (guard: ReturnType<typeof sql>) => Statement[];
} {
  const none = { row, facts: [], effect: () => [] };
  if (approve === undefined) return none;
  const event = { ...approve, digest: row.digest, standing: standingOn(spine, row) };
  const transition = reduceApproval(row, event, spine.now());
  if (transition.kind !== "changed") return none;
  const { actionId, taskId } = row;
  const effect = { actionId, taskId, state: "pending", attempts: 0, updatedAt: spine.now() } as const;
  return {
    row: { ...row, ...transition.next },
    facts: entryOf(spine, row, event, transition.next).facts,
    effect: (guard) =>
      transition.next.status === "approved"
        ? [insertWhere(spine.db, effects, effect, guard).onConflictDoNothing()]
        : [],
  };
}

/** Reads what is to be replaced as it stands now. */
export async function replaceable(
  { db }: Spine,
  approvalId: string,
): Promise<{
  approval: ApprovalRow;
  action: ActionRow;
  effect: typeof effects.$inferSelect | null;
} | null> {
  const row = await db
    .select({ approval: approvals, action: actions, effect: effects })
    .from(approvals)
    .innerJoin(actions, eq(actions.id, approvals.actionId))
    .leftJoin(effects, eq(effects.actionId, approvals.actionId))
    .where(eq(approvals.id, approvalId))
    .get();
  return row ?? null;
}
