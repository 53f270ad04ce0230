import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { insertFrom, insertWhere } from "../db/insert-where.ts";
import type { Entry, Statement } from "../db/ledger.ts";
import type { PublishedQuery, PublishedRow } from "../db/publications.ts";
import { actions, type approvals, effects } from "../db/schema.ts";
import type { LedgerEntry } from "../domain/ledger.ts";
import { comparedWords, rowsOf } from "../domain/likeness.ts";
import { type Provenance, weakest } from "../domain/provenance.ts";
import { sketchOf } from "../domain/sketch.ts";
import type { Verdict, VerdictInput } from "../domain/verdict.ts";
import { canonicalJson, sha256 } from "../platform/digest.ts";
import { SignalboxError } from "../platform/errors.ts";
import { verdict as judge } from "../policy/verdict.ts";
import { whyCancelled } from "./cancelled.ts";
import type { Spine } from "./context.ts";
import { armHold, waitingOf } from "./waiting.ts";
import type { BegunAction } from "./load-action.ts";
import { type ProposalRecords, readForProposal } from "./read-for-proposal.ts";
import { fact, recordAll } from "./record.ts";
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
  /** What the proposer wants to know of other publications, in the same round trip. */
  beside?: { statement: PublishedQuery; take: (rows: PublishedRow[]) => void };
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
  begun: BegunAction | null;
}

type ActionRow = typeof actions.$inferSelect;

/** A proposal that is ready to be recorded, as what it will be. */
export interface Prepared {
  proposed: Proposed;
  /** What is written; null: it is on record already. Its first record's answer goes to `settle`. */
  entry: Entry | null;
  rows: ProposedRows;
  /** What follows once it is on record. */
  settle: (written: readonly unknown[]) => Promise<Proposed>;
}

/** An action with what it waits at and its effect, as they are on record. */
export interface ProposedRows {
  action: ActionRow;
  approval: typeof approvals.$inferSelect | null;
  effect: typeof effects.$inferSelect | null;
}

/**
 * Records a proposed action with its verdict: an effect that may start, a hold, or an approval that is waited for.
 * What waits for the same kind and target is superseded in the same moment. Proposing twice records once.
 * @throws SignalboxError `cancelled` when the task was: then nothing is recorded.
 */
export async function propose(spine: Spine, proposal: Proposal): Promise<Proposed> {
  const { entry, settle } = await prepareProposal(spine, proposal);
  const [written = []] = entry === null ? [] : await recordAll(spine, [entry]);
  return settle(written);
}

/** Does what `propose` does up to the moment in which it is recorded. @throws as `propose`. */
export async function prepareProposal(spine: Spine, proposal: Proposal): Promise<Prepared> {
  const actionId = `${proposal.taskId}.${proposal.key}`;
  const records = await readForProposal(spine, proposal, actionId);
  proposal.beside?.take(records.beside);
  if (records.known !== null) {
    const { known: action, waiting, effect } = records;
    const is = proposed(action, waiting);
    const settle = async () => ({ ...is, approval: await armHold(spine, action.project, waiting) });
    return { proposed: is, entry: null, rows: { action, approval: waiting, effect }, settle };
  }
  const cancelled = whyCancelled(records.task, proposal.kind);
  if (cancelled !== null) throw new SignalboxError("cancelled", cancelled);
  const { action, input } = await judged(spine, proposal, records);
  switch (action.verdict.kind) {
    case "hold":
    case "approval":
      return waits(spine, proposal, action, action.verdict, input, records);
    case "auto":
      return begins(spine, proposal, action, input);
    case "forbidden": {
      const is = proposed(action, null);
      return {
        proposed: is,
        entry: { facts: [givenFact(spine, proposal, action, input)], records: [insert(spine, action)] },
        rows: { action, approval: null, effect: null },
        settle: async () => is,
      };
    }
  }
}

/** The action with its verdict, and what the verdict was made from. */
export async function judged(
  spine: Spine,
  proposal: Proposal,
  {
    project,
    heard,
    levels,
    past,
    made,
  }: Pick<ProposalRecords, "project" | "heard" | "levels" | "past" | "made">,
): Promise<{ action: ActionRow; input: VerdictInput }> {
  const { taskId, key, kind, revision, deadline = null, edit = null } = proposal;
  const inspected = inspect(spine, project, kind, proposal.payload, made);
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
    target: inspected.seen?.target ?? "unknown",
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
    // What people may word is what is said to others.
    sketch:
      (inspected.code?.wording ?? []).length > 0 ? sketchOf(rowsOf(comparedWords(proposal.payload))) : null,
    verdict: judge(input),
    createdAt: spine.now(),
  };
  return { action, input };
}

/** Writes what people, or the clock, are waited for with. */
function waits(
  spine: Spine,
  proposal: Proposal,
  action: ActionRow,
  verdict: Extract<Verdict, { kind: "hold" | "approval" }>,
  input: VerdictInput,
  { requestedBy }: ProposalRecords,
): Prepared {
  const waiting = waitingOf(spine, proposal, action, verdict, requestedBy);
  const is = proposed(action, waiting.row);
  return {
    proposed: is,
    entry: {
      facts: [givenFact(spine, proposal, action, input), waiting.fact],
      records: [...waiting.records, insert(spine, action)],
    },
    rows: { action, approval: waiting.row, effect: null },
    settle: async ([superseded]) => {
      if (Array.isArray(superseded) && superseded.length > 0)
        await wakeSuperseded(spine, waiting.row.changeId);
      return { ...is, approval: await armHold(spine, action.project, waiting.row) };
    },
  };
}

/** Writes an effect that may start, or, where the proposer sends it at once, one that has begun. */
function begins(spine: Spine, proposal: Proposal, action: ActionRow, input: VerdictInput): Prepared {
  const isFree = action.deadline === null && action.dueAt === null && input.boundary.microUsd === 0;
  const effect = newEffect(action, proposal.atOnce === true && isFree);
  const is = proposed(action, null);
  return {
    proposed: is,
    entry: beginning(spine, { action, effect, told: givenFact(spine, proposal, action, input) }, null),
    rows: { action, approval: null, effect },
    settle: async ([inserted]) =>
      hasBegun(inserted) ? { ...is, begun: { action, effect, approval: null } } : is,
  };
}

/**
 * Writes an action that needs nobody's word with its effect, which begins unless a stop applies: while one does it waits like
 * any other. The first record says whether it has.
 * @param guard where nothing of it is written; null: it is in any case.
 */
export function beginning(
  spine: Spine,
  { action, effect, told }: { action: ActionRow; effect: typeof effects.$inferSelect; told: LedgerEntry },
  guard: SQL | null,
): Entry {
  const { db } = spine;
  const holds = guard ?? sql`true`;
  const begun = effect.sentAt !== null;
  const free = begun ? unlessStopped(whereOf(spine, action)) : sql`false`;
  const row = {
    ...effect,
    attempts: sql`iif(free, ${effect.attempts}, 0)`,
    sentAt: sql`iif(free, ${effect.sentAt}, NULL)`,
    firstSentAt: sql`iif(free, ${effect.firstSentAt}, NULL)`,
  };
  return {
    facts: [told],
    records: [
      insertFrom(db, effects, begun ? row : effect, sql`FROM (SELECT ${free} AS free) WHERE ${holds}`)
        .onConflictDoNothing()
        .returning({ sentAt: effects.sentAt }),
      insertWhere(db, actions, action, holds).onConflictDoNothing(),
    ],
    ...(guard === null ? {} : { guard }),
  };
}

const inserted = z.tuple([z.object({ sentAt: z.number().nullable() })]);

/** Whether the attempt has begun with its record: of two that propose the same side by side, the one whose row it is. */
export function hasBegun(written: unknown): boolean {
  const rows = inserted.safeParse(written);
  return rows.success && rows.data[0].sentAt !== null;
}

function proposed(
  { id, digest, verdict }: ActionRow,
  waiting: { id: string; holdUntil: number | null } | null,
): Proposed {
  const approval = waiting === null ? null : { id: waiting.id, holdUntil: waiting.holdUntil };
  return { actionId: id, digest, verdict, approval, begun: null };
}

function insert({ db }: Spine, action: ActionRow): Statement {
  return db.insert(actions).values(action).onConflictDoNothing();
}

/** An effect that may start; `begun`: that has done so with its record. */
export function newEffect({ id, taskId, createdAt }: ActionRow, begun: boolean): typeof effects.$inferSelect {
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
