import { nextForPieces } from "../../shared/domain/pieces.ts";
import type { Attempt } from "../../shared/domain/attempt.ts";
import type { EffectResult } from "../../shared/domain/sending.ts";
import { askAnew } from "../../shared/spine/ask-anew.ts";
import type { LoadedAction } from "../../shared/spine/load-action.ts";
import type { DurableRun } from "../durable-run.ts";
import { woken } from "../service-wait.ts";
import type { Told } from "../talk.ts";
import { applyPiece, askWhatHappened, leaveOut } from "./apply-piece.ts";
import { type AskedBatch, endedAs, type Running, seenOf, stateOf } from "./running.ts";
import { type Seen, type SeenPiece, seePieces } from "./see-pieces.ts";
import { proposeBatch, showingOf, showNow, showWithdrawn } from "./show-batch.ts";
import type { Batch, Ended, Undertaking, Wish } from "./undertaking.ts";
import { waitingFact } from "./waiting-fact.ts";

/** How one of several ended, and in which version. */
export interface Finished<R extends EffectResult> {
  work: Undertaking<R>;
  seen: SeenPiece;
  ended: Ended<R>;
}

/** So long after the last word people may go on deciding on the rest before their wishes are worked on. */
const settleMs = 2 * 60_000;
const longestWaitMs = 30 * 24 * 60 * 60_000;

/**
 * Takes actions through the interlocking side by side: they are proposed in one step and asked about in one message. Each
 * goes out when it is approved and due, whatever the others wait for; one that fails ends alone. Everything that is decided,
 * edited and sent is on record, and each wake means another look at it.
 * @param again makes new undertakings of what people want otherwise; null: there are no more versions.
 */
export async function carryOutTogether<R extends EffectResult>(
  run: DurableRun,
  first: Batch<R>,
  again: (batch: Batch<R>, wishes: Wish<R>[]) => Promise<Batch<R> | null>,
): Promise<Finished<R>[]> {
  const { asked, seen: proposed } = await proposeBatch(run, first);
  const batches = [asked];
  const running = [...asked.pieces];
  const { name } = asked;
  const farewell = async () => sayFarewell(run, batches);
  let seen = proposed;
  let looks = 0;
  let loaded: LoadedAction | null = null;
  let said = "";
  const look = async () => {
    const roots = running.map(({ root }) => root);
    const { cancel, now } = await run.once(`look at ${name} ${++looks}`, async () => {
      const looked = await seePieces(run, roots, seen.pieces);
      loaded = looked.loaded;
      return { cancel: looked.cancel, now: looked.seen };
    });
    run.endIf(cancel, farewell);
    seen = now;
  };
  /** Until the first of these moments, or one at which a message is tried again; a wake ends it. */
  const rest = async (moments: readonly number[]) => {
    const until = [...moments, ...batches.filter(isBehind).map(({ notBefore }) => notBefore)];
    const ms = Math.min(longestWaitMs, ...until.map((moment) => moment - seen.now));
    if (await run.nap(`wait for ${name} ${looks}`, Math.max(1000, ms)))
      for (const one of [...running, ...batches])
        // Somebody has said something: what waits is tried now.
        if (one.loose) Object.assign(one, { notBefore: 0, waiting: woken(one.waiting) });
    await look();
  };
  for (;;) {
    const { now } = seen;
    const states = seen.pieces.flatMap((one, n) => {
      const piece = running[n];
      return piece === undefined
        ? []
        : [stateOf(bundleNameOf(batches, piece), piece, one, pointedAt(running, piece))];
    });
    const next = nextForPieces(states, { lateMs: seen.lateMs, settleMs }, now);
    const showings = batches.flatMap((batch) => {
      const showing = showingOf(run, batch, standing(batch, running, seen), now);
      return showing === null ? [] : [{ batch, showing }];
    });
    // The message of one that goes out changes in the same step.
    const [passing] = next.kind === "apply" && showings.length === 1 ? showings : [];
    if (passing === undefined)
      for (const { batch, showing } of showings) await showNow(run, batch, showing, farewell);
    switch (next.kind) {
      case "done": {
        // The last that people see of it is how it ended, also where that has to wait for the end of a stop.
        if (!batches.some(isBehind)) return finished(running, seen);
        await rest([]);
        break;
      }
      case "apply": {
        const [piece, one] = at(running, seen, next.at);
        const leaving = { loaded, showing: passing?.showing ?? null, alone: running.length === 1 };
        const after = await applyPiece(run, piece, one, now, farewell, leaving);
        loaded = null;
        seen = { ...seen, pieces: seen.pieces.map((other) => (other === one ? after : other)) };
        // What was given up may have been edited in that moment; and one try takes its time.
        if (piece.failure?.actionId === one.actionId || running.length > 1) await look();
        break;
      }
      case "ask": {
        await askWhatHappened(run, ...at(running, seen, next.at));
        await look();
        break;
      }
      case "leave": {
        await leaveOut(run, ...at(running, seen, next.at));
        await look();
        break;
      }
      case "late": {
        const [piece, one] = at(running, seen, next.at);
        await run.once(`late ${one.key} ${++piece.steps}`, async () =>
          askAnew(run.spine, one.approvalId ?? ""),
        );
        await look();
        break;
      }
      case "revise": {
        const wanted = next.at.map((place) => at(running, seen, place));
        const made = await again(batchOf(batches, wanted[0]?.[0]).batch, wanted.map(wishOf));
        for (const [piece] of wanted) piece.takenUp = made === null ? "never" : "anew";
        if (made === null) break;
        const { asked: more } = await proposeBatch(run, made);
        batches.push(more);
        running.push(...more.pieces);
        await look();
        break;
      }
      case "wait": {
        const words = waitingFact(states, seen);
        const state = `${words?.summary} ${seen.pieces.map(({ actionId, status }) => `${actionId} ${status}`).join()}`;
        // What is decided or edited moves the task, so it is said again what it waits for.
        if (words !== null && state !== said) {
          said = state;
          await run.record(`wait for ${name}, say ${looks}`, () => [
            run.fact(`wait/${name}/${looks}`, words.type, words.summary),
          ]);
        }
        await rest(next.until === null ? [] : [next.until]);
        break;
      }
    }
  }
}

function at<R extends EffectResult>(
  running: readonly Running<R>[],
  { pieces }: Seen,
  place: number,
): [Running<R>, SeenPiece] {
  const piece = running[place];
  const seen = pieces[place];
  if (piece === undefined || seen === undefined) throw new Error(`there is nothing at place ${place}`);
  return [piece, seen];
}

/** The place of what a piece points at, in its newest version; null: nothing. */
function pointedAt<R extends EffectResult>(
  running: readonly Running<R>[],
  { work: { after } }: Running<R>,
): number | null {
  const place = running.findLastIndex(({ work }) => work.key.replace(/-\d+$/, "") === after?.key);
  return place < 0 ? null : place;
}

function batchOf<R extends EffectResult>(
  batches: readonly AskedBatch<R>[],
  piece: Running<R> | undefined,
): AskedBatch<R> {
  const found = batches.find(({ pieces }) => piece !== undefined && pieces.includes(piece));
  if (found === undefined) throw new Error("a piece of no batch");
  return found;
}

function bundleNameOf<R extends EffectResult>(batches: readonly AskedBatch<R>[], piece: Running<R>): string {
  return batchOf(batches, piece).name;
}

function standing<R extends EffectResult>(batch: AskedBatch<R>, running: readonly Running<R>[], seen: Seen) {
  return seenOf(batch, running, seen).map(({ piece: { work }, seen: one }) => ({ work, seen: one }));
}

function isBehind<R extends EffectResult>({ message, shown, showing }: AskedBatch<R>): boolean {
  return message !== null && shown !== showing;
}

function wishOf<R extends EffectResult>([{ work }, seen]: [Running<R>, SeenPiece]): Wish<R> {
  const { actionId, editedBy, by, reason } = seen;
  return { work, actionId, edited: editedBy !== null, by: by ?? "somebody", reason: reason ?? "" };
}

/** What there is to report: what was written anew has ended in its newer version. */
function finished<R extends EffectResult>(running: readonly Running<R>[], { pieces }: Seen): Finished<R>[] {
  return running.flatMap((piece, n) => {
    const seen = pieces[n];
    return seen === undefined || piece.takenUp === "anew"
      ? []
      : [{ work: piece.work, seen, ended: endedAs(piece, seen) }];
  });
}

async function sayFarewell<R extends EffectResult>(run: DurableRun, batches: readonly AskedBatch<R>[]) {
  let told: Attempt<Told> = { kind: "done", value: null };
  for (const batch of batches) {
    told = await showWithdrawn(run, batch);
    if (told.kind !== "done") break;
  }
  return told;
}
