import { answerOf } from "../../../integrations/call.ts";
import { ticketNote } from "../../../actions/ticket-note.ts";
import { approvalsOf } from "../../../db/approvals.ts";
import type { tasks } from "../../../db/schema.ts";
import { taskOfIssue } from "../../../db/tickets.ts";
import { type CommentOrder, orderIn } from "../../../domain/comment-order.ts";
import { isFinal } from "../../../domain/task-status.ts";
import { jiraClient } from "../../../integrations/jira/client.ts";
import { cut } from "../../../platform/cut.ts";
import { act } from "../../../spine/act.ts";
import { answerStatements } from "../../../spine/answer-signal.ts";
import type { Spine } from "../../../spine/context.ts";
import { decide } from "../../../spine/decide.ts";
import type { Offer, Offered } from "../../../spine/job.ts";
import { fact, record } from "../../../spine/record.ts";
import { shortKey } from "../../../spine/spawn-errand.ts";
import { wakeTask } from "../../../spine/wake.ts";
import type { TicketComment } from "../signals.ts";

type Task = typeof tasks.$inferSelect;

/**
 * What people write in an issue that tells of a task: the answer to what it asks, as in its thread; or an order to reject or revise what
 * waits. A yes belongs to where the very bytes are shown. Our own comments come back too, and are told by their mark.
 */
export async function hearComment(spine: Spine, signal: Offered<TicketComment>): Promise<Offer> {
  const { issue, comment, text, by } = signal.body;
  const task = await taskOfIssue(spine.db, issue);
  if (task === undefined) return { kind: "decline", reason: `no task is told of in ${issue}` };
  if (isFinal(task.status)) return { kind: "decline", reason: `the task of ${issue} has ended` };
  const ours = answerOf(await jiraClient(spine).isMarked(issue, comment));
  if (ours !== false) return { kind: "decline", reason: ours ? "it is our own" : "it is there no more" };
  if (task.status === "waiting_reply") return answer(spine, signal, task);
  const order = orderIn(text);
  if (order === null) return { kind: "decline", reason: `the task of ${issue} is not waiting for an answer` };
  if (spine.settings.PEOPLE.every(({ id }) => id !== by))
    return { kind: "decline", reason: `${by} is not on the list of people` };
  const why = order.decision === null ? order.reason : await obey(spine, signal.body, task, order);
  if (why !== null) await tellWriter(spine, signal, task, why);
  await record(spine, [], took(spine, signal, task));
  return { kind: "settled" };
}

async function answer(spine: Spine, signal: Offered<TicketComment>, task: Task): Promise<Offer> {
  const { by, issue } = signal.body;
  const data = { signalId: signal.id, by };
  const received = fact(
    spine,
    task.id,
    `${signal.id}/reply`,
    "reply.received",
    `${by} answered in ${issue}`,
    data,
  );
  await record(spine, [received], took(spine, signal, task));
  await wakeTask(spine, task.id);
  return { kind: "settled" };
}

/** Carries out an order on what waits, where that is plain. Null when it counted, else why not. */
async function obey(
  spine: Spine,
  { by, writtenAt }: TicketComment,
  task: Task,
  { decision, digest: named, reason }: CommentOrder,
): Promise<string | null> {
  if (decision === "approved")
    return "a yes is given where the whole of it is shown: in Slack or on the dashboard";
  const open = (await approvalsOf(spine.db, task.id)).filter(({ status }) => status === "pending");
  const [one, ...others] = open.filter(({ digest }) => named === null || digest.startsWith(named));
  if (one === undefined)
    return open.length === 0 ? "nothing waits for a decision" : `nothing that waits has the digest ${named}`;
  if (others.length > 0)
    return `several things wait, so name the one that you mean: ${open.map(({ kind, digest }) => `${kind}, digest ${digest.slice(0, 12)}`).join("; ")}`;
  if (writtenAt < one.createdAt) return "it was written before this version was shown";
  const { id: approvalId, digest } = one;
  const outcome = await decide(spine, { approvalId, digest, decision, by, channel: "jira", reason });
  return outcome.kind === "refused" ? outcome.reason : null;
}

/** Says in the issue why an order did not count. Not getting through changes nothing. */
async function tellWriter(
  spine: Spine,
  { id, body: { issue } }: Offered<TicketComment>,
  task: Task,
  why: string,
): Promise<void> {
  await act(spine, {
    taskId: task.id,
    key: `ticket-refused-${await shortKey(id)}`,
    kind: ticketNote.kind,
    payload: { issue, text: `That did not count: ${cut(why, 1000)}.` },
    provenance: "internal",
    revision: 1,
  });
}

function took(spine: Spine, signal: Offered<TicketComment>, task: Task) {
  return answerStatements(spine, signal, { job: "editorial", answer: "took", reason: null, taskId: task.id });
}
