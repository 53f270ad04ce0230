import { answerOf } from "../integrations/call.ts";
import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { approvalsOf } from "../db/approvals.ts";
import { changeFix, type FixRow } from "../db/fixes.ts";
import { actions, effects, ledger, tasks } from "../db/schema.ts";
import type { LedgerEntry } from "../domain/ledger.ts";
import { isFinal } from "../domain/task-status.ts";
import { actorOfGithub } from "../domain/actor.ts";
import { type CommentOrder, commentOrder } from "../domain/comment-order.ts";
import { personByGithub } from "../domain/person.ts";
import { placeOf, type PullRequestEvent } from "./pull-request-event.ts";
import { githubClient } from "../integrations/github/client.ts";
import type { Spine } from "../spine/context.ts";
import { cancelTask } from "../spine/cancel-task.ts";
import type { ApprovalRow } from "../spine/change-approval.ts";
import { decide } from "../spine/decide.ts";
import { fact, record } from "../spine/record.ts";
import type { Offer, Offered } from "../spine/job.ts";
import { wakeTask } from "../spine/wake.ts";
import { askForRevision } from "./ask-for-revision.ts";
import { fixOfEvent } from "./fix-of-event.ts";
import { knownRepository } from "./known-repository.ts";
import { tellWriter } from "./tell-writer.ts";
import { took } from "./took.ts";
import { whyTooEarly, type Written } from "./why-too-early.ts";

type Of<K extends PullRequestEvent["event"]["kind"]> = Extract<PullRequestEvent["event"], { kind: K }>;

/** What happens on GitHub to a job's pull request: people decide there, merge it or close it, and CI has its say. */
export async function onPullRequest(
  spine: Spine,
  signal: Offered<PullRequestEvent>,
  job: string,
): Promise<Offer> {
  const { repository, event } = signal.body;
  const fix = await fixOfEvent(spine, signal.body);
  if (!fix) {
    const known = knownRepository(spine.settings.RULES.repositories, repository);
    const reason =
      known === null ? `RULES names no repository ${repository}` : `${placeOf(signal.body)} is none of ours`;
    return { kind: "decline", reason };
  }
  if (spine.jobs.ofTask(fix.taskId)?.name !== job)
    return { kind: "decline", reason: `${placeOf(signal.body)} is another job's` };
  switch (event.kind) {
    case "comment":
      return onComment(spine, signal, fix, event);
    case "closed":
      return onClosed(spine, signal, fix, event);
    case "checks":
      return onChecks(spine, signal, fix, event);
  }
}

/** A comment is a decision like any other: by somebody who may, on the bytes that wait, and only if it came after them. */
async function onComment(
  spine: Spine,
  signal: Offered<PullRequestEvent>,
  fix: FixRow,
  comment: Of<"comment">,
): Promise<Offer> {
  const { id: signalId } = signal;
  const { login, text, at, ...written } = comment;
  const repository = fix.repository ?? signal.body.repository;
  const person = personByGithub(spine.settings.PEOPLE, login);
  if (person === null) return { kind: "decline", reason: `${login} is not on the list of people` };
  const access = answerOf(await githubClient(spine).permission(repository, login));
  if (access !== "admin" && access !== "write")
    return { kind: "decline", reason: `${login} may not write to ${repository}` };
  const asked = (await approvalsOf(spine.db, fix.taskId)).filter(({ kind }) => decidedHere.has(kind));
  const open = asked.filter(({ status }) => status === "pending");
  const received = fact(
    spine,
    fix.taskId,
    `${signalId}/comment`,
    "comment.received",
    `${person.id} wrote on the pull request`,
    { signalId, by: person.id },
  );
  // It is on record before it decides anything: found there, its handling has died half way, and what it met is its own doing.
  const again = await spine.db.select({ id: ledger.id }).from(ledger).where(eq(ledger.id, received.id)).get();
  const revision =
    open.length === 0 && again === undefined
      ? await askForRevision(spine, signal, fix, { person, event: comment })
      : null;
  if (revision !== null) return revision;
  const said = commentOrder(text);
  if (said.decision === null) {
    if (said.told !== null && open.length > 0) await tellWriter(spine, signal, fix, said.told, open);
    return { kind: "decline", reason: said.reason };
  }
  const order = { ...said, reason: at === null ? said.reason : `On ${at}: ${said.reason ?? ""}`.trim() };
  if (open.length === 0 && again === undefined) {
    const isRevised = asked.at(-1)?.status === "revised";
    return noteFor(spine, signal, fix.taskId, { order, received, isRevised });
  }
  await record(spine, [received]);
  const why = await decideBy(spine, signal, open, {
    order,
    written,
    by: person.id,
    again: again !== undefined,
    unmistakable: order.decision !== "approved" || asked.length === 1,
  });
  if (why !== null) await tellWriter(spine, signal, fix, why, open);
  await record(spine, [], took(spine, signal, fix.taskId));
  return { kind: "settled" };
}

/** What is said while a plan is being made anew is kept for the plan after it; all else comes too late. */
async function noteFor(
  spine: Spine,
  signal: Offered<PullRequestEvent>,
  taskId: string,
  { order, received, isRevised }: { order: CommentOrder; received: LedgerEntry; isRevised: boolean },
): Promise<Offer> {
  if (!isRevised || order.decision !== "revised" || order.reason === null)
    return { kind: "decline", reason: "nothing waits for a decision on this pull request" };
  const note = { ...received, data: { ...received.data, note: order.reason } };
  await record(spine, [note], took(spine, signal, taskId));
  return { kind: "settled" };
}

/** What people decide on in a pull request: plans, and what plans need besides. */
const decidedHere: ReadonlySet<string> = new Set(["code_execute", "code_protected"]);

type Waiting = Pick<ApprovalRow, "id" | "digest" | "createdAt" | "kind">;

/** Decides on the one question that a comment can be about. Null when it counted, else why not. */
async function decideBy(
  spine: Spine,
  { receivedAt }: Offered<PullRequestEvent>,
  open: readonly Waiting[],
  said: { order: CommentOrder; written: Written; by: string; again: boolean; unmistakable: boolean },
): Promise<string | null> {
  const { order, written, by, again, unmistakable } = said;
  const { digest: named, ...decision } = order;
  const meant = named === null ? open : open.filter(({ digest }) => digest.startsWith(named));
  const [one, ...others] = meant;
  // Handled before, its yes may have closed what it was about.
  if (one === undefined)
    return open.length === 0 && again ? null : `nothing that waits has the digest ${named}`;
  if (others.length > 0) return "several things wait, so name the one that you mean by its digest";
  const early = whyTooEarly(written, { shownAt: one.createdAt, receivedAt, unmistakable });
  if (early !== null) return again ? null : early;
  const { id: approvalId, digest } = one;
  const outcome = await decide(spine, { approvalId, digest, ...decision, by, channel: "github" });
  if (outcome.kind !== "refused" || (again && outcome.code === "already_decided")) return null;
  return outcome.reason;
}

async function onClosed(
  spine: Spine,
  signal: Offered<PullRequestEvent>,
  fix: FixRow,
  { login, merged, mergeCommit }: Of<"closed">,
): Promise<Offer> {
  const by = actorOfGithub(spine.settings.PEOPLE, login);
  await recordClosed(spine, fix, { by, merged, mergeCommit }, took(spine, signal, fix.taskId));
  const [task, ready] = await Promise.all([
    spine.db.select({ status: tasks.status }).from(tasks).where(eq(tasks.id, fix.taskId)).get(),
    merged ? hasLeftReady(spine, fix.taskId) : isReady(spine, fix.taskId),
  ]);
  // Whoever closes a plan, or takes it as it is, wants nothing more to happen to it. What was ready waits for just this.
  if (task && !ready && !isFinal(task.status)) {
    await cancelTask(spine, {
      taskId: fix.taskId,
      by,
      reason: `its pull request was ${merged ? "merged" : "closed"} before it was ready`,
    });
  }
  await wakeTask(spine, fix.taskId);
  return { kind: "settled" };
}

async function isReady({ db }: Spine, taskId: string): Promise<boolean> {
  return (await db.$count(ledger, and(eq(ledger.taskId, taskId), eq(ledger.type, "pull_request.ready")))) > 0;
}

/** Whether people were shown it as ready: they may merge it before the answer to that has come back, and GitHub lets nobody merge a draft. */
async function hasLeftReady(spine: Spine, taskId: string): Promise<boolean> {
  const [left, isOnRecord] = await Promise.all([
    spine.db
      .select({ id: effects.actionId })
      .from(effects)
      .innerJoin(actions, eq(actions.id, effects.actionId))
      .where(
        and(
          eq(effects.taskId, taskId),
          eq(actions.kind, "pull_request_ready"),
          isNotNull(effects.sentAt),
          inArray(effects.state, ["pending", "applied"]),
        ),
      )
      .get(),
    isReady(spine, taskId),
  ]);
  return left !== undefined || isOnRecord;
}

/** Records that a pull request is merged or closed, however that came to be known; once. */
export async function recordClosed(
  spine: Spine,
  { taskId, repository, pullRequest }: Pick<FixRow, "taskId" | "repository" | "pullRequest">,
  { by, merged, mergeCommit }: { by: string; merged: boolean; mergeCommit: string | null },
  records: Parameters<typeof record>[2] = [],
): Promise<void> {
  const name = `${repository}#${pullRequest}`;
  const type = merged ? "pull_request.merged" : "pull_request.closed";
  await record(
    spine,
    [
      fact(spine, taskId, `pull-request/${type}`, type, `${by} ${merged ? "merged" : "closed"} ${name}`, {
        by,
        mergeCommit,
      }),
    ],
    [...records, changeFix(spine, taskId, { state: merged ? "merged" : "closed" })],
  );
}

async function onChecks(
  spine: Spine,
  signal: Offered<PullRequestEvent>,
  { taskId }: FixRow,
  { runId, name, conclusion, commit, isActions }: Of<"checks">,
): Promise<Offer> {
  await record(
    spine,
    [
      fact(
        spine,
        taskId,
        isActions ? `checks/${runId}` : `checks/${name}/${runId}`,
        "checks.finished",
        `CI on ${commit.slice(0, 12)}: ${name}, ${conclusion}`,
        {
          runId,
          name,
          conclusion,
          commit,
          isActions,
        },
      ),
    ],
    took(spine, signal, taskId),
  );
  await wakeTask(spine, taskId);
  return { kind: "settled" };
}
