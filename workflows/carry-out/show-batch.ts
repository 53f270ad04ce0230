import type { Attempt } from "../../shared/domain/attempt.ts";
import type { EffectResult } from "../../shared/domain/sending.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { log } from "../../shared/platform/log.ts";
import { depart, departTogether, type Ready } from "../../shared/spine/departure.ts";
import { type Prepared, prepareProposal } from "../../shared/spine/propose.ts";
import { recordAll } from "../../shared/spine/record.ts";
import { bundleOf } from "../../shared/spine/bundle.ts";
import { questionName } from "../../shared/spine/question-message.ts";
import type { DurableRun } from "../durable-run.ts";
import { notWaiting } from "../service-wait.ts";
import type { Farewell, Told } from "../talk.ts";
import { messageOf, type Standing } from "./question.ts";
import { type AskedBatch, maxTries, newRunning } from "./running.ts";
import { type Seen, seenIn, seePieces } from "./see-pieces.ts";
import { type Now, tryNow } from "./try-now.ts";
import type { Batch } from "./undertaking.ts";

/** Proposes a batch in one step; where somebody has to be asked, the question has been told when it is over, if it can be. */
export async function proposeBatch<R extends EffectResult>(
  run: DurableRun,
  batch: Batch<R>,
): Promise<{ asked: AskedBatch<R>; seen: Seen }> {
  const { works, together } = batch;
  const name = together === null ? works[0].key : `bundle-${together.revision}`;
  const {
    ids,
    told,
    seen: atFirst,
  } = await run.attempt(`propose ${name}`, async () => {
    const bundle = together === null ? {} : { bundle: bundleOf(run.taskId, together.revision) };
    const made = await Promise.all(
      works.map(async (work) =>
        prepareProposal(run.spine, {
          ...(await work.proposal()),
          taskId: run.taskId,
          key: work.key,
          ...bundle,
        }),
      ),
    );
    const actionIds = made.map(({ proposed }) => proposed.actionId);
    // What was on record before may have been decided or edited since.
    const isNew = made.every(({ entry }) => entry !== null);
    const stand = isNew
      ? seenIn(
          run,
          made.map(({ rows }) => rows),
        )
      : await recordedNow(run, made, actionIds);
    const asks = stand.pieces.some(({ approvalId }) => approvalId !== null) && !isQuiet(batch);
    const asked = standingOf(works, stand).map((one, n) => ({
      ...one,
      proposed: isNew ? made[n]?.rows.action : undefined,
    }));
    const question = asks
      ? await run.prepareTell(questionName(name, 1), await messageOf(run, batch, asked))
      : null;
    const entries = isNew ? made.flatMap(({ entry }) => entry ?? []) : [];
    const { attempts, written } = await departTogether(
      run.spine,
      question === null ? [] : [question],
      entries,
    );
    await Promise.all(entries.map(async (_, n) => made[n]?.settle(written[n] ?? [])));
    const [attempt] = attempts;
    // What is proposed stays so, whatever becomes of the question.
    const asking = attempt === undefined ? { kind: "done" as const, value: null } : run.told(attempt);
    return { kind: "done" as const, value: { ids: actionIds, told: asking, seen: stand } };
  });
  const { message, seen } =
    told.kind === "done"
      ? { message: told.value, seen: atFirst }
      : await askLater(run, batch, questionName(name, 1), ids);
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
      waiting: notWaiting,
      notBefore: 0,
      loose: false,
    },
    seen,
  };
}

/** Asks what could not be asked at once, and sees how it stands by then. */
async function askLater<R extends EffectResult>(
  run: DurableRun,
  batch: Batch<R>,
  name: string,
  ids: readonly string[],
): Promise<{ message: Told; seen: Seen }> {
  const see = async () => (await seePieces(run, ids, [])).seen;
  const message = await run.say(name, async () =>
    messageOf(run, batch, standingOf(batch.works, await see())),
  );
  return { message, seen: await run.once(`${name}, seen`, see) };
}

function standingOf<R extends EffectResult>(works: Batch<R>["works"], { pieces }: Seen): Standing<R>[] {
  return works.flatMap((work, n) => {
    const seen = pieces[n];
    return seen === undefined ? [] : [{ work, seen }];
  });
}

/** Records what isn't on record yet, and reads how all of it stands. */
async function recordedNow(
  run: DurableRun,
  made: readonly Prepared[],
  actionIds: readonly string[],
): Promise<Seen> {
  const missing = made.filter(({ entry }) => entry !== null);
  const written = await recordAll(
    run.spine,
    missing.flatMap(({ entry }) => entry ?? []),
  );
  await Promise.all(made.map(async (one) => one.settle(written[missing.indexOf(one)] ?? [])));
  return (await seePieces(run, actionIds, [])).seen;
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

/** A message that shows another state than there is. */
export interface Showing {
  step: string;
  /** What leaves to change it; null: there is nobody to tell. */
  prepare: () => Promise<Ready | null>;
  /** Takes note of how a try has gone. */
  tried: (outcome: Now<Told>) => void;
}

/** What a batch's message has to show next; null: it shows what there is, or has to wait. */
export function showingOf<R extends EffectResult>(
  run: DurableRun,
  asked: AskedBatch<R>,
  pieces: readonly Standing<R>[],
  now: number,
): Showing | null {
  const signature = signatureOf(asked.batch, pieces);
  if (signature === asked.shown || asked.message === null || asked.notBefore > now) return null;
  const isSame = signature === asked.showing;
  const round = isSame ? asked.round : asked.round + 1;
  const tries = isSame ? asked.tries + 1 : 1;
  const name = nameOf({ ...asked, round }, pieces);
  return {
    step: tries === 1 ? name : `${name}, try ${tries}`,
    prepare: async () => changing(run, asked, pieces, name),
    tried: (outcome) => {
      Object.assign(asked, { showing: signature, round, tries, loose: outcome.kind === "later" });
      if (outcome.kind === "later" || (outcome.kind === "retry" && tries < maxTries)) {
        asked.notBefore = now + Math.max(1000, outcome.afterMs);
        return;
      }
      // The dashboard shows it all the same.
      if (outcome.kind === "done") asked.message = outcome.value ?? asked.message;
      else log.warn("question.not_shown", { taskId: run.taskId, reason: outcome.reason });
      asked.shown = signature;
    },
  };
}

/** What changes a message while something else leaves. Null also where it can't be made: that is tried by itself, and keeps nothing. */
export async function besideOf(run: DurableRun, showing: Showing | null): Promise<Ready | null> {
  try {
    return (await showing?.prepare()) ?? null;
  } catch (error) {
    if (!(error instanceof SignalboxError)) throw error;
    log.warn("question.not_shown", { taskId: run.taskId, reason: error.message });
    return null;
  }
}

/** Writes a message anew that shows another state than there is: one try, so that nothing waits for it. */
export async function showNow<R extends EffectResult>(
  run: DurableRun,
  asked: AskedBatch<R>,
  showing: Showing,
  farewell: Farewell,
): Promise<void> {
  const make = async () => leave(run, await showing.prepare());
  showing.tried(await tryNow(run, showing.step, asked, make, farewell));
}

async function changing<R extends EffectResult>(
  run: DurableRun,
  { batch, message }: AskedBatch<R>,
  pieces: readonly Standing<R>[],
  name: string,
): Promise<Ready | null> {
  const words = await messageOf(run, batch, pieces);
  return run.prepareTell(name, message === null ? words : { ...words, update: message });
}

async function leave(run: DurableRun, ready: Ready | null): Promise<Attempt<Told>> {
  return ready === null ? { kind: "done", value: null } : run.told(await depart(run.spine, ready));
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
  if (asked.message === null) return { kind: "done", value: null };
  const ids = asked.pieces.map(({ root }) => root);
  const { seen } = await seePieces(run, ids, []);
  const pieces = standingOf(asked.batch.works, seen);
  return leave(run, await changing(run, asked, pieces, `show ${asked.name} withdrawn`));
}
