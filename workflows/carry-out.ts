import { eq } from "drizzle-orm";
import { abandonEffect } from "../shared/spine/abandon.ts";
import { actions, approvals, effects } from "../shared/db/schema.ts";
import { taskById } from "../shared/db/tasks.ts";
import type { Attempt } from "../shared/domain/attempt.ts";
import type { Verdict } from "../shared/domain/verdict.ts";
import { mention } from "../shared/domain/person.ts";
import {
  approvalBlocks,
  decidedBlocks,
  type ProposedView,
  quote,
  slackTime,
} from "../shared/integrations/slack/approval-message.ts";
import { unknownEffectBlocks } from "../shared/integrations/slack/effect-message.ts";
import { SignalboxError } from "../shared/platform/errors.ts";
import { dashboardLink } from "../shared/platform/config.ts";
import { perform } from "../shared/spine/perform.ts";
import type { EffectResult } from "../shared/domain/sending.ts";
import { type Proposal, type Proposed, propose } from "../shared/spine/propose.ts";
import { askAboutEffect } from "../shared/spine/resolve-effect.ts";
import type { DurableRun, Message } from "./durable-run.ts";

/** What an action is to do, as a job says it. */
export interface Plan {
  /** Unique within the task. Step names are made of it. */
  key: string;
  /** Makes the proposal; called inside a step, so the payload may be read from R2. */
  proposal(): Promise<Omit<Proposal, "taskId" | "key">>;
  /** What people are shown while it waits. */
  view(actionId: string): Promise<ProposedView>;
  /** Whether "make it different" is an answer. */
  revisable: boolean;
}

/** How a plan ended. */
export type Carried =
  | { kind: "applied"; result: EffectResult; by: string | null }
  | { kind: "rejected"; by: string; reason: string }
  | { kind: "revised"; by: string; reason: string }
  | { kind: "expired" | "superseded" | "forbidden"; reason: string };

interface Decided {
  status: (typeof approvals.$inferSelect)["status"];
  holdUntil: number | null;
  by: string | null;
  at: number;
  reason: string | null;
}

/**
 * Takes an action through the interlocking, whatever the verdict: at once, after its window, or when people have said
 * yes. The question stands in the task's thread and shows what became of it.
 */
export async function carryOut(run: DurableRun, plan: Plan): Promise<Carried> {
  const { key } = plan;
  const proposed = await run.attempt(`propose ${key}`, async () => proposeAndAsk(run, plan));
  const { approval, asked } = proposed;
  const { actionId } = proposed;
  if (proposed.kind === "forbidden") return { kind: "forbidden", reason: proposed.reasons.join("; ") };
  if (approval === null) return { kind: "applied", result: await carry(run, key, actionId), by: null };

  let { holdUntil } = approval;
  for (let round = 1; ; round++) {
    if (round > 1)
      await run.say(`ask ${key} ${round}`, async () => ({
        ...(await questionOf(run, plan, proposed, { id: approval.id, holdUntil })),
        update: asked,
      }));
    const before: number | null = holdUntil;
    run.farewell = async () => showWithdrawn(run, plan, actionId, asked);
    const decided: Decided = await run.until(`decision ${key} ${round}`, async () =>
      decisionOn(run, approval.id, before),
    );
    run.farewell = null;
    if (decided.status === "pending") {
      // Its window ended after its deadline: time doesn't decide any more, people do.
      holdUntil = decided.holdUntil;
      continue;
    }
    return finish(run, plan, actionId, asked, decided);
  }
}

/** What has become of a plan's proposal, and the message that asks about it. */
interface Asked {
  actionId: string;
  digest: string;
  kind: Verdict["kind"];
  reasons: string[];
  approval: Proposed["approval"];
  people: number;
  /** The message's timestamp; empty when there is nothing to ask. */
  asked: string;
}

async function proposeAndAsk(run: DurableRun, plan: Plan): Promise<Attempt<Asked>> {
  const { key } = plan;
  const proposal = { ...(await plan.proposal()), taskId: run.taskId, key };
  const { actionId, verdict, digest, approval } = await propose(run.spine, proposal);
  const people = "rule" in verdict ? verdict.rule.people : 0;
  const { kind, reasons } = verdict;
  const value = { actionId, digest, kind, reasons, approval, people, asked: "" };
  if (approval === null) return { kind: "done", value };
  const told = await run.tell(`ask ${key} 1`, await questionOf(run, plan, value, approval));
  return told.kind === "done" ? { kind: "done", value: { ...value, asked: told.value["ts"] ?? "" } } : told;
}

/** The question as it stands in the thread. */
async function questionOf(
  run: DurableRun,
  plan: Plan,
  { actionId, digest, people }: { actionId: string; digest: string; people: number },
  { id, holdUntil }: { id: string; holdUntil: number | null },
): Promise<Message> {
  const plain = await plan.view(actionId);
  const page = dashboardLink(run.spine.settings, `/inbox/${encodeURIComponent(id)}`);
  const view = page === null ? plain : { ...plain, facts: [...plain.facts, `<${page}|on the dashboard>`] };
  const reference = { approvalId: id, digest };
  return {
    text: holdUntil === null ? `Please decide: ${view.title}` : `On hold: ${view.title}`,
    blocks: approvalBlocks(view, { reference, holdUntil, revisable: plan.revisable, people }),
  };
}

async function finish(
  run: DurableRun,
  plan: Plan,
  actionId: string,
  asked: string,
  decided: Decided,
): Promise<Carried> {
  const { status, by, reason } = decided;
  const show = async () => showDecision(run, plan, actionId, asked, decided);
  if (status === "approved" || status === "released")
    return { kind: "applied", result: await carry(run, plan.key, actionId, show), by };
  await run.attempt(`show ${plan.key}`, show);
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
      throw new Error(`${actionId} is ${status} while its task waits for it`);
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
  return {
    status: row.status,
    holdUntil: row.holdUntil,
    by: row.decidedBy,
    at: row.decidedAt ?? 0,
    reason: row.reason,
  };
}

async function showDecision(
  run: DurableRun,
  plan: Plan,
  actionId: string,
  update: string,
  decided: Decided,
): Promise<Attempt<EffectResult>> {
  const view = await plan.view(actionId);
  return run.tell(`show ${plan.key}`, {
    text: `${view.title}: ${decided.status}`,
    blocks: decidedBlocks(view, describeDecision(run, decided)),
    update,
  });
}

/** The question of a task that was cancelled. */
async function showWithdrawn(
  run: DurableRun,
  plan: Plan,
  actionId: string,
  update: string,
): Promise<Attempt<EffectResult>> {
  const task = await taskById(run.spine.db, run.taskId);
  const { by = null, reason = null } = task?.cancel ?? {};
  const at = task?.updatedAt ?? run.spine.now();
  return showDecision(run, plan, actionId, update, { status: "withdrawn", holdUntil: null, by, at, reason });
}

const verbs = {
  approved: ":white_check_mark: Approved",
  released: ":hourglass: Released: its window is over and nobody objected",
  rejected: ":x: Rejected",
  revised: ":pencil2: Revision requested",
  superseded: ":fast_forward: Replaced by a newer proposal",
  expired: ":zzz: Closed: nobody decided in time",
  pending: ":hourglass: Pending",
  withdrawn: ":no_entry_sign: Withdrawn, its task was cancelled",
} as const satisfies Record<Decided["status"], string>;

function describeDecision(run: DurableRun, { status, by, at, reason }: Decided): string {
  const people = run.spine.settings.PEOPLE;
  const who =
    by === null
      ? ""
      : ` by ${by
          .split(" and ")
          .map((one) => mention(people, one))
          .join(" and ")}`;
  return `${verbs[status]}${who}, ${slackTime(at)}${quote(reason)}`;
}

/**
 * Performs an allowed action, once its thread shows that it is; where its answer stays lost, people say what happened,
 * and that counts.
 */
async function carry(
  run: DurableRun,
  key: string,
  actionId: string,
  show: (() => Promise<Attempt<EffectResult>>) | null = null,
): Promise<EffectResult> {
  for (let round = 1; ; round++) {
    const step = round === 1 ? `apply ${key}` : `apply ${key} again ${round}`;
    try {
      return await run.attempt(step, async () => {
        const shown = round === 1 ? await show?.() : undefined;
        // A lost answer of Slack's says nothing of the action's own effect.
        if (shown?.kind === "retry") return { ...shown, code: "effect_failed" };
        if (shown !== undefined && shown.kind !== "done") return shown;
        return perform(run.spine, actionId);
      });
    } catch (error) {
      if (!(error instanceof SignalboxError) || error.code !== "effect_unknown") {
        if (error instanceof SignalboxError && error.code === "cancelled") throw error;
        const reason = error instanceof Error ? error.message : String(error);
        await run.once(`abandon ${key}`, async () => abandonEffect(run.spine, actionId, reason));
        throw error;
      }
      await askWhatHappened(run, `${key} ${round}`, actionId);
    }
  }
}

async function askWhatHappened(run: DurableRun, name: string, actionId: string): Promise<void> {
  await run.once(`unknown ${name}`, async () => askAboutEffect(run.spine, actionId));
  await run.say(`ask what happened ${name}`, async () => {
    const row = await run.spine.db
      .select({ kind: actions.kind, target: actions.target, effect: effects })
      .from(effects)
      .innerJoin(actions, eq(actions.id, effects.actionId))
      .where(eq(effects.actionId, actionId))
      .get();
    if (!row) throw new SignalboxError("not_found", `the effect ${actionId} is gone`);
    const { error, attempts } = row.effect;
    return {
      text: `I can't tell whether ${row.kind} for ${row.target} happened. Please look.`,
      blocks: unknownEffectBlocks({ actionId, kind: row.kind, target: row.target, error, attempts }),
    };
  });
  await run.until(`what happened ${name}`, async () => {
    const effect = await run.spine.db.select().from(effects).where(eq(effects.actionId, actionId)).get();
    return effect && effect.state !== "unknown" ? true : null;
  });
}
