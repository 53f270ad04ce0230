import type { Attempt } from "../../shared/domain/attempt.ts";
import type { EffectResult } from "../../shared/domain/sending.ts";
import { log } from "../../shared/platform/log.ts";
import { propose } from "../../shared/spine/propose.ts";
import { bundleOf } from "../../shared/spine/bundle.ts";
import { questionName } from "../../shared/spine/question-message.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Farewell, Told } from "../talk.ts";
import { messageOf, type Standing } from "./question.ts";
import { type AskedBatch, maxTries, newRunning } from "./running.ts";
import { type Seen, seePieces } from "./see-pieces.ts";
import { tryNow } from "./try-now.ts";
import type { Batch } from "./undertaking.ts";

/** Proposes a batch in one step; where somebody has to be asked, the question is in the thread when it is over. */
export async function proposeBatch<R extends EffectResult>(
  run: DurableRun,
  batch: Batch<R>,
): Promise<{ asked: AskedBatch<R>; seen: Seen }> {
  const { works, together } = batch;
  const name = together === null ? works[0].key : `bundle-${together.revision}`;
  const { ids, message, seen } = await run.attempt(`propose ${name}`, async () => {
    const bundle = together === null ? {} : { bundle: bundleOf(run.taskId, together.revision) };
    const made: string[] = [];
    for (const work of works) {
      const proposal = { ...(await work.proposal()), taskId: run.taskId, key: work.key, ...bundle };
      made.push((await propose(run.spine, proposal)).actionId);
    }
    const stand = await seePieces(run, made);
    const value = { ids: made, message: "", seen: stand };
    const asks = stand.pieces.some(({ approvalId }) => approvalId !== null);
    if (!asks || isQuiet(batch)) return { kind: "done", value };
    const told = await run.tell(questionName(name, 1), await messageOf(run, batch, standingOf(works, stand)));
    return told.kind === "done" ? { kind: "done", value: { ...value, message: told.value?.ts ?? "" } } : told;
  });
  const pieces = works.map((work, n) => newRunning(work, ids[n] ?? ""));
  // Where the question had to wait for Slack, it may have been answered meanwhile: then it is written anew.
  const fresh = seen.pieces.every(
    ({ status, approvalId, actionId }, n) =>
      (approvalId === null || status === "pending") && actionId === ids[n],
  );
  const shown = fresh ? signatureOf(batch, standingOf(works, seen)) : "";
  return {
    asked: {
      batch,
      name,
      pieces,
      message,
      shown,
      showing: shown,
      round: 1,
      tries: 0,
      waits: 0,
      notBefore: 0,
      loose: false,
    },
    seen,
  };
}

function standingOf<R extends EffectResult>(works: Batch<R>["works"], { pieces }: Seen): Standing<R>[] {
  return works.flatMap((work, n) => {
    const seen = pieces[n];
    return seen === undefined ? [] : [{ work, seen }];
  });
}

function isQuiet<R extends EffectResult>({ works }: Batch<R>): boolean {
  return works.every(({ quiet }) => quiet === true);
}

/** What a message shows: it is written anew when this is another. */
function signatureOf<R extends EffectResult>({ together }: Batch<R>, pieces: readonly Standing<R>[]): string {
  return JSON.stringify(
    pieces.map(({ seen: { actionId, status, holdUntil, effect } }) => [
      actionId,
      status,
      holdUntil,
      // One alone says what became of it in the report.
      together === null || effect === "pending" ? null : effect,
    ]),
  );
}

/** Writes a batch's message anew if it shows another state than there is: one try, so that nothing waits for it. */
export async function showBatch<R extends EffectResult>(
  run: DurableRun,
  asked: AskedBatch<R>,
  pieces: readonly Standing<R>[],
  now: number,
  farewell: Farewell,
): Promise<void> {
  const { batch } = asked;
  const signature = signatureOf(batch, pieces);
  if (signature === asked.shown || asked.message === "" || asked.notBefore > now) return;
  if (signature !== asked.showing) {
    asked.showing = signature;
    asked.round++;
    asked.tries = 0;
  }
  const name = nameOf(asked, pieces);
  const step = asked.tries === 0 ? name : `${name}, try ${asked.tries + 1}`;
  const outcome = await tryNow(run, step, asked, async () => show(run, asked, pieces, name), farewell);
  asked.tries++;
  asked.loose = outcome.kind === "later";
  if (outcome.kind === "later" || (outcome.kind === "retry" && asked.tries < maxTries)) {
    asked.notBefore = now + Math.max(1000, outcome.afterMs);
    return;
  }
  // The dashboard shows it all the same.
  if (outcome.kind !== "done") log.warn("question.not_shown", { taskId: run.taskId, reason: outcome.reason });
  asked.shown = signature;
}

async function show<R extends EffectResult>(
  run: DurableRun,
  { batch, message }: AskedBatch<R>,
  pieces: readonly Standing<R>[],
  name: string,
): Promise<Attempt<Told>> {
  return run.tell(name, { ...(await messageOf(run, batch, pieces)), update: message });
}

/** What the message is called in its task: a question under the name that buttons are known by. */
function nameOf<R extends EffectResult>(
  { batch, name, round }: AskedBatch<R>,
  pieces: readonly Standing<R>[],
): string {
  const key = batch.together === null ? (pieces[0]?.seen.key ?? name) : name;
  const asks = pieces.some(({ seen }) => seen.status === "pending");
  return asks ? questionName(key, round) : `show ${key} ${round}`;
}

/** The last word of a question that nobody can answer any more. */
export async function showWithdrawn<R extends EffectResult>(
  run: DurableRun,
  asked: AskedBatch<R>,
): Promise<Attempt<Told>> {
  if (asked.message === "") return { kind: "done", value: null };
  const ids = asked.pieces.map(({ root }) => root);
  const seen = await seePieces(run, ids);
  const pieces = standingOf(asked.batch.works, seen);
  return show(run, asked, pieces, `show ${asked.name} withdrawn`);
}
