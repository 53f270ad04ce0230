import { insertWhere } from "../db/insert-where.ts";
import type { Statement } from "../db/ledger.ts";
import { actions, effects } from "../db/schema.ts";
import type { LedgerEntry } from "../domain/ledger.ts";
import { type Provenance, weakest } from "../domain/provenance.ts";
import type { Verdict, VerdictInput } from "../domain/verdict.ts";
import { canonicalJson, sha256 } from "../platform/digest.ts";
import { SignalboxError } from "../platform/errors.ts";
import { verdict as judge } from "../policy/verdict.ts";
import { whyCancelled } from "./cancelled.ts";
import type { Spine } from "./context.ts";
import { armHold, waitingOf } from "./waiting.ts";
import type { LoadedAction } from "./load-action.ts";
import { type ProposalRecords, readForProposal } from "./read-for-proposal.ts";
import { fact, hit, record } from "./record.ts";
import { unlessStopped, whereOf } from "./stops.ts";
import { wakeSuperseded } from "./supersede.ts";
import { inspect, verdictInput } from "./verdict-input.ts";

export interface Proposal {
  taskId: string;
  /** Unique within the task and the same when the step runs again: it makes the action's id. */
  key: string;
  /** Any text: a kind without a boundary is recorded and forbidden. */
  kind: string;
  payload: unknown;
  /** Of what went into it besides the signals that speak for it: the weakest of all counts. */
  provenance: Provenance;
  revision: number;
  /** Ids of signals that speak for it besides the task's own; those that nobody recorded don't count. */
  sources?: readonly string[];
  /** After this moment (epoch milliseconds) it must not happen without being asked for again. */
  deadline?: number | null;
  /** It takes the place of another version, which a person has edited; null: nobody has, it was late. */
  edit?: { of: string; by: string | null };
  /** What is asked about together in one message has the same; absent: it is asked about alone. */
  bundle?: string;
  /** The proposer sends it at once if the verdict lets it, see `Proposed.begun`. */
  atOnce?: boolean;
}

export interface Proposed {
  actionId: string;
  digest: string;
  verdict: Verdict;
  /** What has to be waited for; null when it may happen at once, or never. */
  approval: { id: string; holdUntil: number | null } | null;
  /**
   * The attempt that was begun with the record: allowed and marked as sent in one moment, by this call and no other.
   * Whoever gets it must make it. What costs money or has a deadline begins with `perform`.
   */
  begun: LoadedAction | null;
}

type ActionRow = typeof actions.$inferSelect;

/**
 * Records a proposed action with its verdict: an effect that may start, a hold, or an approval that is waited for.
 * What waits for the same kind and target is superseded in the same moment. Proposing twice records once.
 * @throws SignalboxError `cancelled` when the task was: then nothing is recorded.
 */
export async function propose(spine: Spine, proposal: Proposal): Promise<Proposed> {
  const actionId = `${proposal.taskId}.${proposal.key}`;
  const records = await readForProposal(spine, proposal, actionId);
  if (records.known !== null) {
    const { id, digest, verdict, project } = records.known;
    const approval = await armHold(spine, project, records.waiting);
    return { actionId: id, digest, verdict, approval, begun: null };
  }
  const cancelled = whyCancelled(records.task, proposal.kind);
  if (cancelled !== null) throw new SignalboxError("cancelled", cancelled);
  const { action, input } = await judged(spine, proposal, records);
  switch (action.verdict.kind) {
    case "hold":
    case "approval":
      return waits(spine, proposal, action, action.verdict, input, records);
    case "auto":
      return begins(spine, proposal, action, input, records);
    case "forbidden":
      await record(spine, [givenFact(spine, proposal, action, input)], [insert(spine, action)]);
      return proposed(action);
  }
}

/** The action with its verdict, and what the verdict was made from. */
export async function judged(
  spine: Spine,
  proposal: Proposal,
  { project, target, heard, levels, past }: ProposalRecords,
): Promise<{ action: ActionRow; input: VerdictInput }> {
  const { taskId, key, kind, revision, deadline = null, edit = null } = proposal;
  const inspected = inspect(spine, project, kind, proposal.payload);
  const provenance = weakest([proposal.provenance, ...heard.map((one) => one.provenance)]);
  const sources = heard.map((one) => one.id);
  const whereabouts = { taskId, project, kind, provenance, sources: sources.length };
  const input = verdictInput(spine, whereabouts, inspected, { levels, past });
  // What the kind's form makes of the payload is what goes out, so it is also what is approved.
  const payload = canonicalJson(inspected.seen?.payload ?? proposal.payload);
  const action = {
    id: `${taskId}.${key}`,
    taskId,
    project,
    kind,
    target,
    payload,
    digest: await sha256(payload),
    provenance,
    risk: input.boundary.risk,
    revision,
    sources,
    deadline,
    dueAt: inspected.seen?.dueAt ?? null,
    editedBy: edit?.by ?? null,
    editOf: edit?.of ?? null,
    verdict: judge(input),
    createdAt: spine.now(),
  };
  return { action, input };
}

/** Writes what people, or the clock, are waited for with. */
async function waits(
  spine: Spine,
  proposal: Proposal,
  action: ActionRow,
  verdict: Extract<Verdict, { kind: "hold" | "approval" }>,
  input: VerdictInput,
  { requestedBy }: ProposalRecords,
): Promise<Proposed> {
  const waiting = waitingOf(spine, proposal, action, verdict, requestedBy);
  const facts = [givenFact(spine, proposal, action, input), waiting.fact];
  const [superseded] = await record(spine, facts, [...waiting.records, insert(spine, action)]);
  if (Array.isArray(superseded) && superseded.length > 0) await wakeSuperseded(spine, waiting.row.changeId);
  return { ...proposed(action), approval: await armHold(spine, action.project, waiting.row) };
}

/** Writes an effect that may start, or, where the proposer sends it at once, one that has begun. */
async function begins(
  spine: Spine,
  proposal: Proposal,
  action: ActionRow,
  input: VerdictInput,
  { task, levels, past, stops }: ProposalRecords,
): Promise<Proposed> {
  const isFree = action.deadline === null && action.dueAt === null && input.boundary.microUsd === 0;
  const begun = proposal.atOnce === true && isFree ? newEffect(action, true) : null;
  const [inserted] = await record(
    spine,
    [givenFact(spine, proposal, action, input)],
    [
      // While a stop applies it waits like any other.
      ...(begun === null ? [] : [beginning(spine, action, begun)]),
      spine.db.insert(effects).values(newEffect(action, false)).onConflictDoNothing(),
      insert(spine, action),
    ],
  );
  // Of two that propose the same side by side, the one whose row it is has begun.
  return begun !== null && hit(inserted)
    ? { ...proposed(action), begun: { action, effect: begun, approval: null, task, levels, past, stops } }
    : proposed(action);
}

/** Writes that an effect has begun, unless a stop applies; it returns a row if it did. */
function beginning(spine: Spine, action: ActionRow, effect: typeof effects.$inferSelect): Statement {
  return insertWhere(spine.db, effects, effect, unlessStopped(whereOf(spine, action)))
    .onConflictDoNothing()
    .returning({ id: effects.actionId });
}

function proposed({ id, digest, verdict }: ActionRow): Proposed {
  return { actionId: id, digest, verdict, approval: null, begun: null };
}

function insert({ db }: Spine, action: ActionRow): Statement {
  return db.insert(actions).values(action).onConflictDoNothing();
}

/** An effect that may start; `begun`: that has done so with its record. */
function newEffect({ id, taskId, createdAt }: ActionRow, begun: boolean): typeof effects.$inferSelect {
  const sentAt = begun ? createdAt : null;
  return {
    actionId: id,
    taskId,
    state: "pending",
    attempts: begun ? 1 : 0,
    sentAt,
    firstSentAt: sentAt,
    askedAt: null,
    error: null,
    stale: false,
    progress: null,
    checkAt: null,
    result: null,
    lookAt: null,
    updatedAt: createdAt,
  };
}

/** The verdict with all that it was made from: it can be made again from this. */
export function givenFact(
  spine: Spine,
  { taskId, key }: Proposal,
  { id, kind, target, digest, revision, verdict }: ActionRow,
  input: VerdictInput,
): LedgerEntry {
  const why = verdict.reasons.join("; ");
  const what = verdict.kind === "hold" ? `hold for ${verdict.windowMs / 1000} s` : verdict.kind;
  return fact(spine, taskId, `${key}/verdict`, "verdict.given", `${kind}: ${what} (${why})`, {
    actionId: id,
    kind,
    target,
    digest,
    revision,
    verdict,
    input,
  });
}
