import { and, asc, eq } from "drizzle-orm";
import type { FixRow } from "../db/fixes.ts";
import { ledger, tasks } from "../db/schema.ts";
import { changeAsked, orderIn } from "../domain/comment-order.ts";
import type { LedgerEntry } from "../domain/ledger.ts";
import { visibleWords } from "../domain/own-words.ts";
import { hasRole, type Person } from "../domain/person.ts";
import { isFinal } from "../domain/task-status.ts";
import { answerOf } from "../integrations/call.ts";
import { githubClient } from "../integrations/github/client.ts";
import { cut } from "../platform/cut.ts";
import type { Spine } from "../spine/context.ts";
import type { Offer, Offered } from "../spine/job.ts";
import { fact, record } from "../spine/record.ts";
import { wakeTask } from "../spine/wake.ts";
import { inlineSignal, placeInFile } from "./inline-comment.ts";
import type { PullRequestEvent } from "./pull-request-event.ts";
import { tellWriter } from "./tell-writer.ts";
import { took } from "./took.ts";
import { clockSkewMs, whyTooEarly } from "./why-too-early.ts";

type Comment = Extract<PullRequestEvent["event"], { kind: "comment" }>;

/** Words, and the signal that they are, however they were heard of. */
interface Said {
  signalId: string;
  words: string;
  at: string | null;
}

/** So much is kept of what somebody asks for. */
const mostWords = 5000;

/**
 * Somebody who may write to the repository says something on a pull request that is ready. What asks for a change is on record, each
 * remark once, and its task is woken: a review that wants changes with what it says line by line, or words that begin with `@agent`.
 * Null: it asks for nothing, or nobody follows the pull request.
 */
export async function askForRevision(
  spine: Spine,
  signal: Offered<PullRequestEvent>,
  fix: FixRow,
  { person, event }: { person: Person; event: Comment },
): Promise<Offer | null> {
  const { taskId } = fix;
  const readyAt = await readySince(spine, fix);
  const words = wordsOf(event);
  if (readyAt === null || words === null) return null;
  if (!hasRole(person, "approver"))
    return {
      kind: "decline",
      reason: `a change needs the role approver, and ${person.id} is ${person.role}`,
    };
  const own = { signalId: signal.id, words, at: event.at };
  // A comment on a line is heard of by itself too, and by the review that it is a part of.
  const known = await spine.db
    .select({ id: ledger.id })
    .from(ledger)
    .where(eq(ledger.id, idOf(taskId, own)));
  const early =
    known.length > 0
      ? null
      : whyTooEarly(event, {
          shownAt: readyAt,
          receivedAt: signal.receivedAt,
          unmistakable: true,
          what: "the pull request",
        });
  const said =
    early === null ? [own, ...(await lineByLine(spine, signal, fix, event, readyAt))].filter(isSaid) : [];
  const why = early ?? (said.length === 0 ? "it does not say what is to change" : null);
  if (why !== null) {
    await tellWriter(spine, signal, fix, why);
    return { kind: "decline", reason: why };
  }
  const requested = said.map((one) => requestOf(spine, taskId, person, one));
  await record(spine, requested, took(spine, signal, taskId));
  await wakeTask(spine, taskId);
  return { kind: "settled" };
}

/** Since when people may ask for changes, epoch milliseconds; null: it isn't ready, or nobody follows it any more. */
async function readySince(spine: Spine, { taskId, state }: FixRow): Promise<number | null> {
  if (state !== "open") return null;
  const [[task], [ready]] = await spine.db.batch([
    spine.db.select({ status: tasks.status }).from(tasks).where(eq(tasks.id, taskId)),
    spine.db
      .select({ at: ledger.at })
      .from(ledger)
      .where(and(eq(ledger.taskId, taskId), eq(ledger.type, "pull_request.ready")))
      .orderBy(asc(ledger.seq))
      .limit(1),
  ]);
  return task === undefined || isFinal(task.status) ? null : (ready?.at ?? null);
}

/** What it wants; "" where that isn't said. Null: nothing, or something else. */
function wordsOf({ text, wantsChanges }: Comment): string | null {
  const asked = changeAsked(text);
  if (asked !== null || !wantsChanges) return asked;
  // A yes or a no to a plan is none to what is ready.
  return (orderIn(text)?.decision ?? null) === null ? visibleWords(text) : null;
}

/** What a review that wants changes says of lines, but for what was said before the pull request was ready, or changed since. */
async function lineByLine(
  spine: Spine,
  { receivedAt, body }: Offered<PullRequestEvent>,
  { repository, pullRequest }: FixRow,
  { wantsChanges, commentId, writtenAt }: Comment,
  readyAt: number,
): Promise<Said[]> {
  const number = pullRequest ?? body.number;
  if (!wantsChanges || number === null) return [];
  const remarks = answerOf(
    await githubClient(spine).remarksOf(repository ?? body.repository, number, {
      review: commentId,
      since: new Date(readyAt).toISOString().replace(/\.\d+Z$/, "Z"),
    }),
  );
  return remarks.flatMap(({ id, path, line, body: text, at, changedAt }) => {
    const written = Date.parse(at ?? "");
    // A remark waits for its review to be submitted, and may be changed until then.
    const edited = Date.parse(changedAt ?? "") > Math.max(written, writtenAt ?? 0) + 2 * clockSkewMs;
    const times = { writtenAt: Number.isNaN(written) ? null : written, edited };
    const early = whyTooEarly(times, { shownAt: readyAt, receivedAt, unmistakable: true });
    const one = { signalId: inlineSignal(id, at), at: placeInFile(path, line) };
    return early === null ? [{ ...one, words: changeAsked(text) ?? visibleWords(text) }] : [];
  });
}

const isSaid = ({ words }: Said): boolean => words !== "";

const keyOf = ({ signalId }: Said): string => `${signalId}/revision`;
const idOf = (taskId: string, said: Said): string => `${taskId}/${keyOf(said)}`;

function requestOf(spine: Spine, taskId: string, { id: by }: Person, said: Said): LedgerEntry {
  const { signalId, at } = said;
  const words = cut(said.words, mostWords);
  const summary = `${by} asks for a change${at === null ? "" : ` at ${at}`}: ${cut(words, 200)}`;
  return fact(spine, taskId, keyOf(said), "revision.requested", summary, { signalId, by, words, at });
}
