import type { actions } from "../../shared/db/schema.ts";
import { taskById } from "../../shared/db/tasks.ts";
import type { EffectResult } from "../../shared/domain/sending.ts";
import { approvalParts, decidedParts } from "../../shared/integrations/slack/approval-message.ts";
import { bundleParts, type BundledView } from "../../shared/integrations/slack/bundle-message.ts";
import { ourLink } from "../../shared/integrations/slack/link.ts";
import { mention } from "../../shared/integrations/slack/mention.ts";
import { joined, type Mrkdwn, mrkdwn, quote, slackTime } from "../../shared/integrations/slack/mrkdwn.ts";
import { dashboardLink } from "../../shared/platform/config.ts";
import { bundleDigest } from "../../shared/domain/bundle-digest.ts";
import { bundleOf } from "../../shared/spine/bundle.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Message } from "../talk.ts";
import type { SeenPiece } from "./see-pieces.ts";
import type { Batch, Undertaking } from "./undertaking.ts";

/** One of a batch, as it stands. */
export interface Standing<R extends EffectResult> {
  work: Undertaking<R>;
  seen: SeenPiece;
  /** The action, while it isn't on record yet. */
  proposed?: typeof actions.$inferSelect | undefined;
}

/** The message that asks about a batch, or says what was decided: as it stands at this moment. */
export async function messageOf<R extends EffectResult>(
  run: DurableRun,
  { together }: Batch<R>,
  pieces: readonly Standing<R>[],
): Promise<Message> {
  if (together !== null) return bundleMessage(run, together, pieces);
  const [one] = pieces;
  if (one === undefined) throw new Error("a batch without anything in it");
  const { work, seen, proposed } = one;
  const plain = await work.view(seen.actionId, proposed);
  const view = { ...plain, facts: [...plain.facts, ...changes(run, seen)] };
  if (seen.status !== "pending" || seen.approvalId === null)
    return {
      text: mrkdwn`${view.title}: ${seen.status}`,
      parts: decidedParts(view, await describeDecision(run, seen)),
    };
  const { approvalId, digest, holdUntil, people } = seen;
  const page = pageOf(run, approvalId);
  const facts = page === null ? view.facts : [...view.facts, page];
  const waits = { reference: { approvalId, digest }, holdUntil, revisable: work.revisable, people };
  return {
    text: holdUntil === null ? mrkdwn`Please decide: ${view.title}` : mrkdwn`On hold: ${view.title}`,
    parts: approvalParts({ ...view, facts }, waits),
  };
}

async function bundleMessage<R extends EffectResult>(
  run: DurableRun,
  { revision, title, nouns, facts }: NonNullable<Batch<R>["together"]>,
  pieces: readonly Standing<R>[],
): Promise<Message> {
  const items = await Promise.all(
    pieces.map(async ({ work, seen, proposed }, n): Promise<BundledView> => {
      const { approvalId, digest, holdUntil, people, status, dueAt } = seen;
      const open = status === "pending" && approvalId !== null;
      const view = await work.view(seen.actionId, proposed);
      return {
        ...view,
        facts: [...view.facts, ...edits(run, seen)],
        noun: nouns[n] ?? work.key,
        digest,
        dueAt,
        open: open ? { reference: { approvalId, digest }, holdUntil, people } : null,
        said: open ? null : await describeDecision(run, seen),
      };
    }),
  );
  const waiting = pieces.flatMap(({ seen: { status, approvalId, digest } }) =>
    status === "pending" && approvalId !== null ? [{ id: approvalId, digest }] : [],
  );
  const digest = await bundleDigest(waiting);
  const [first] = waiting;
  const heading = `${waiting.length === 0 ? "" : `${waiting.length} to decide on: `}${title}`;
  return {
    text: waiting.length === 0 ? mrkdwn`All decided: ${title}` : mrkdwn`Please decide: ${heading}`,
    parts: bundleParts({
      title: heading,
      facts,
      items,
      reference: digest === null ? null : { bundle: bundleOf(run.taskId, revision), bundleDigest: digest },
      revisable: pieces.some(({ work }) => work.revisable),
      page: first === undefined ? null : pageOf(run, first.id),
    }),
  };
}

function pageOf(run: DurableRun, approvalId: string): Mrkdwn | null {
  const page = dashboardLink(run.spine.settings, `/inbox/${encodeURIComponent(approvalId)}`);
  return page === null ? null : ourLink("on the dashboard", page);
}

/** When it happens, and who has changed it. */
function changes(run: DurableRun, seen: SeenPiece): Mrkdwn[] {
  const time = seen.dueAt === null ? [] : [mrkdwn`:clock3: ${slackTime(seen.dueAt)}`];
  return [...time, ...edits(run, seen)];
}

function edits(run: DurableRun, { editedBy }: SeenPiece): Mrkdwn[] {
  return editedBy === null
    ? []
    : [mrkdwn`:pencil2: edited by ${mention(run.spine.settings.PEOPLE, editedBy)}`];
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
  auto: ":white_check_mark: Needs nobody's word",
  forbidden: ":no_entry: Policy forbids it",
} as const satisfies Record<SeenPiece["status"], string>;

const progress: Partial<Record<NonNullable<SeenPiece["effect"]>, Mrkdwn>> = {
  applied: mrkdwn`\n:rocket: It is out.`,
  unknown: mrkdwn`\n:grey_question: Its answer was lost.`,
};

async function describeDecision(run: DurableRun, seen: SeenPiece): Promise<Mrkdwn> {
  const { status, effect, error } = seen;
  const { by, at, reason } = status === "withdrawn" ? await cancelOf(run) : decisionOf(run, seen);
  const people = run.spine.settings.PEOPLE;
  const names = by?.split(" and ").map((one) => mention(people, one)) ?? [];
  const who = names.length === 0 ? "" : mrkdwn` by ${joined(names, mrkdwn` and `)}`;
  const far =
    effect === "failed"
      ? mrkdwn`\n:x: It did not go out: ${error ?? "it failed"}`
      : effect && progress[effect];
  return mrkdwn`${verbs[status]}${who}, ${slackTime(at)}${quote(reason)}${far ?? ""}`;
}

function decisionOf(run: DurableRun, { by, decidedAt, reason }: SeenPiece) {
  return { by, at: decidedAt ?? run.spine.now(), reason };
}

/** Of a task that was cancelled. */
async function cancelOf(run: DurableRun) {
  const task = await taskById(run.spine.db, run.taskId);
  const { by = null, reason = null } = task?.cancel ?? {};
  return { by, reason, at: task?.updatedAt ?? run.spine.now() };
}
