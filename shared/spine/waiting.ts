import type { Statement } from "../db/ledger.ts";
import { type actions, approvals } from "../db/schema.ts";
import type { LedgerEntry } from "../domain/ledger.ts";
import type { Verdict } from "../domain/verdict.ts";
import { riskRank } from "../policy/boundaries.ts";
import { approversOf } from "../policy/rules.ts";
import type { Spine } from "./context.ts";
import { fact } from "./record.ts";
import { supersedeStatements } from "./supersede.ts";

type ApprovalRow = typeof approvals.$inferSelect;
type ActionRow = typeof actions.$inferSelect;

/** What an action waits at, as what is written: older ones of its kind and target give way first. */
export interface Waiting {
  row: ApprovalRow;
  records: Statement[];
  fact: LedgerEntry;
}

/** The approval, or the hold, that a verdict asks for. */
export function waitingOf(
  spine: Spine,
  proposal: { taskId: string; key: string; bundle?: string | null; wordedBy?: string | null },
  action: ActionRow,
  verdict: Extract<Verdict, { kind: "hold" | "approval" }>,
  requestedBy: string,
): Waiting {
  const { id: actionId, taskId, project, kind, target, risk, digest, deadline, createdAt } = action;
  const row: ApprovalRow = {
    id: `approval-${actionId}`,
    actionId,
    taskId,
    project,
    kind,
    target,
    risk,
    riskRank: riskRank(risk),
    digest,
    status: "pending",
    rule: verdict.rule,
    requestedBy,
    deadline,
    ...times(spine, verdict, risk, createdAt),
    votes: [],
    decidedBy: null,
    decidedAt: null,
    channel: null,
    reason: null,
    changeId: crypto.randomUUID(),
    createdAt,
    clockAt: createdAt,
    bundle: proposal.bundle ?? null,
    wordedBy: proposal.wordedBy ?? null,
  };
  const newer = { project, kind, target, by: actionId };
  return {
    row,
    records: [
      ...supersedeStatements(spine, newer, row.changeId, createdAt),
      spine.db.insert(approvals).values(row).onConflictDoNothing(),
    ],
    fact: waitingFact(spine, proposal.key, action, row),
  };
}

/**
 * Puts a held action on its project's clock, and says what is waited for. Doing it twice changes nothing; not having
 * done it, the sweep finds out.
 */
export async function armHold(
  spine: Spine,
  project: string,
  waiting: Pick<ApprovalRow, "id" | "holdUntil" | "status"> | null,
): Promise<{ id: string; holdUntil: number | null } | null> {
  if (waiting === null) return null;
  const { id, holdUntil, status } = waiting;
  if (status === "pending" && holdUntil !== null)
    await spine.env.PROJECT_AGENT.getByName(project).hold(id, holdUntil);
  return { id, holdUntil };
}

const hourMs = 60 * 60_000;

/** When a waiting action is released, reminded of and closed. A hold's patience begins when its window is over. */
function times(
  spine: Spine,
  verdict: Verdict,
  risk: ActionRow["risk"],
  now: number,
): Pick<ApprovalRow, "holdUntil" | "remindAt" | "expiresAt"> {
  const patience = spine.settings.RULES.patience[risk];
  const holdUntil = verdict.kind === "hold" ? now + verdict.windowMs : null;
  const from = holdUntil ?? now;
  return {
    holdUntil,
    remindAt: from + patience.remindHours * hourMs,
    expiresAt: patience.expireHours === null ? null : from + patience.expireHours * hourMs,
  };
}

/** What the task waits for now, in plain words. */
function waitingFact(spine: Spine, key: string, action: ActionRow, row: ApprovalRow): LedgerEntry {
  const { taskId, kind, target, project, digest, revision } = action;
  const { id: approvalId, actionId, holdUntil } = row;
  const what = `${kind} for ${target}`;
  const data = { approvalId, actionId, digest, target, project, kind, revision, holdUntil };
  if (holdUntil !== null) {
    const until = new Date(holdUntil).toISOString();
    return fact(spine, taskId, `${key}/held`, "hold.started", `${what}: its window until ${until}`, data);
  }
  const { PEOPLE, RULES } = spine.settings;
  const names = approversOf(PEOPLE, RULES, project, kind).map((person) => person.id);
  const people = names.length === 0 ? "nobody, because nobody may decide on it" : names.join(" or ");
  return fact(
    spine,
    taskId,
    `${key}/requested`,
    "approval.requested",
    `${what}: a decision of ${people}`,
    data,
  );
}
