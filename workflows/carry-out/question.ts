import type { approvals } from "../../shared/db/schema.ts";
import { taskById } from "../../shared/db/tasks.ts";
import type { Attempt } from "../../shared/domain/attempt.ts";
import type { EffectResult } from "../../shared/domain/sending.ts";
import type { Verdict } from "../../shared/domain/verdict.ts";
import { approvalBlocks, decidedBlocks } from "../../shared/integrations/slack/approval-message.ts";
import { ourLink } from "../../shared/integrations/slack/link.ts";
import { mention } from "../../shared/integrations/slack/mention.ts";
import { joined, type Mrkdwn, mrkdwn, quote, slackTime } from "../../shared/integrations/slack/mrkdwn.ts";
import { dashboardLink } from "../../shared/platform/config.ts";
import type { Proposed } from "../../shared/spine/propose.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Message, Told } from "../talk.ts";
import type { Undertaking } from "./undertaking.ts";

/** What has become of a proposal, and the message that asks about it. */
export interface Asked {
  actionId: string;
  digest: string;
  kind: Verdict["kind"];
  reasons: string[];
  approval: Proposed["approval"];
  people: number;
  /** The message's timestamp; empty when there is nothing to ask, or nobody. */
  asked: string;
}

export interface Decided {
  status: (typeof approvals.$inferSelect)["status"];
  holdUntil: number | null;
  by: string | null;
  at: number;
  reason: string | null;
}

/** The question as it stands in the thread. */
export async function questionOf<R extends EffectResult>(
  run: DurableRun,
  work: Undertaking<R>,
  { actionId, digest, people }: Pick<Asked, "actionId" | "digest" | "people">,
  { id, holdUntil }: { id: string; holdUntil: number | null },
): Promise<Message> {
  const plain = await work.view(actionId);
  const page = dashboardLink(run.spine.settings, `/inbox/${encodeURIComponent(id)}`);
  const view =
    page === null ? plain : { ...plain, facts: [...plain.facts, ourLink("on the dashboard", page)] };
  const reference = { approvalId: id, digest };
  return {
    text: holdUntil === null ? mrkdwn`Please decide: ${view.title}` : mrkdwn`On hold: ${view.title}`,
    blocks: approvalBlocks(view, { reference, holdUntil, revisable: work.revisable, people }),
  };
}

/** Rewrites the question to what was decided. */
export async function showDecision<R extends EffectResult>(
  run: DurableRun,
  work: Undertaking<R>,
  { actionId, asked }: Asked,
  decided: Decided,
): Promise<Attempt<Told>> {
  if (work.quiet === true) return { kind: "done", value: null };
  const view = await work.view(actionId);
  return run.tell(`show ${work.key}`, {
    text: mrkdwn`${view.title}: ${decided.status}`,
    blocks: decidedBlocks(view, describeDecision(run, decided)),
    update: asked,
  });
}

/** The question of a task that was cancelled. */
export async function showWithdrawn<R extends EffectResult>(
  run: DurableRun,
  work: Undertaking<R>,
  asked: Asked,
): Promise<Attempt<Told>> {
  const task = await taskById(run.spine.db, run.taskId);
  const { by = null, reason = null } = task?.cancel ?? {};
  const at = task?.updatedAt ?? run.spine.now();
  return showDecision(run, work, asked, { status: "withdrawn", holdUntil: null, by, at, reason });
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

function describeDecision(run: DurableRun, { status, by, at, reason }: Decided): Mrkdwn {
  const people = run.spine.settings.PEOPLE;
  const names = by?.split(" and ").map((one) => mention(people, one)) ?? [];
  const who = names.length === 0 ? "" : mrkdwn` by ${joined(names, mrkdwn` and `)}`;
  return mrkdwn`${verbs[status]}${who}, ${slackTime(at)}${quote(reason)}`;
}
