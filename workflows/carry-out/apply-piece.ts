import { eq } from "drizzle-orm";
import { actions, effects } from "../../shared/db/schema.ts";
import type { Attempt } from "../../shared/domain/attempt.ts";
import type { EffectResult } from "../../shared/domain/sending.ts";
import { unknownEffectParts } from "../../shared/integrations/slack/effect-message.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { abandonEffect } from "../../shared/spine/abandon.ts";
import { departTogether } from "../../shared/spine/departure.ts";
import { type LoadedAction, loadAction } from "../../shared/spine/load-action.ts";
import { prepare } from "../../shared/spine/perform.ts";
import { lostAnswerName } from "../../shared/spine/question-message.ts";
import { askAboutEffect } from "../../shared/spine/resolve-effect.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Farewell, Message, Told } from "../talk.ts";
import { patience } from "../tries.ts";
import { maxTries, type Running } from "./running.ts";
import type { SeenPiece } from "./see-pieces.ts";
import { besideOf, type Showing } from "./show-batch.ts";
import { nowOf, trial } from "./try-now.ts";

/** So long a pause at most between tries, unless the other side asks for more. */
const longestRetryMs = 5000;

/** What is known of an action that is to leave, and what is shown in the same moment. */
export interface Leaving {
  /** What was read of it with the look before; null: it is loaded. */
  loaded: LoadedAction | null;
  /** The message that has to change; null: none. */
  showing: Showing | null;
  /** Nothing else is carried out with it: what follows writes that it is out. */
  alone: boolean;
}

/** Performs an allowed action: one try, so that the others don't wait for it. Returns what is known of it then. */
export async function applyPiece<R extends EffectResult>(
  run: DurableRun,
  piece: Running<R>,
  seen: SeenPiece,
  now: number,
  farewell: Farewell,
  { loaded, showing, alone }: Leaving,
): Promise<SeenPiece> {
  const { key, actionId } = seen;
  const step = ++piece.steps === 1 ? `apply ${key}` : `apply ${key}, try ${piece.steps}`;
  const { told, ...tried } = await run.once(step, async () => {
    const beside: { told: Attempt<Told> | null } = { told: null };
    const made = await trial(run, step, piece, async () => {
      const { spine } = run;
      const known = loaded?.action.id === actionId ? loaded : await loadAction(spine, actionId);
      const message = await besideOf(run, showing);
      const leaving = [await prepare(spine, actionId, known), ...(message === null ? [] : [message])];
      const { attempts } = await departTogether(spine, leaving, []);
      const [done, said] = attempts;
      beside.told = said === undefined ? null : run.told(said);
      if (done === undefined) throw new Error("nothing has left");
      if (alone && done.kind === "done") run.carry();
      return done;
    });
    return { ...made, ...beside };
  });
  // What couldn't be shown in passing is shown by itself.
  if (told?.kind === "done") showing?.tried(told);
  const outcome = await nowOf(run, step, piece, tried, farewell);
  piece.loose = outcome.kind === "later";
  switch (outcome.kind) {
    case "done":
      return { ...seen, effect: "applied", result: outcome.value };
    case "later":
      piece.notBefore = now + Math.max(1000, outcome.afterMs);
      // It is looked for before anything is sent again.
      return outcome.isLost ? { ...seen, sent: true } : seen;
    case "retry": {
      const pause = Math.max(outcome.afterMs, Math.min(patience(piece.tries++), longestRetryMs));
      // The target can't tell: after some looks people do.
      piece.notBefore = piece.tries >= maxTries ? now : now + pause;
      return { ...seen, effect: "unknown", sent: true };
    }
    case "failed":
      await giveUp(run, piece, seen, step, outcome);
      return seen;
  }
}

/** Leaves what was let through, and points at something that won't be there. */
export async function leaveOut<R extends EffectResult>(
  run: DurableRun,
  piece: Running<R>,
  seen: SeenPiece,
): Promise<void> {
  const reason = `the ${piece.work.after?.noun ?? "other"} that it points at didn't go out`;
  await giveUp(run, piece, seen, `leave ${seen.key} ${++piece.steps}`, { code: "effect_failed", reason });
}

async function giveUp<R extends EffectResult>(
  run: DurableRun,
  piece: Running<R>,
  { actionId }: SeenPiece,
  step: string,
  { code, reason }: { code: SignalboxError["code"]; reason: string },
): Promise<void> {
  // What wasn't sent must not be sent later, when nobody expects it.
  if (code !== "stale")
    await run.once(`${step}, abandon`, async () => abandonEffect(run.spine, actionId, reason));
  piece.failure = { actionId, code, reason };
}

/** Asks people what became of an action whose answer stays lost. */
export async function askWhatHappened<R extends EffectResult>(
  run: DurableRun,
  piece: Running<R>,
  { key, actionId }: SeenPiece,
): Promise<void> {
  const round = ++piece.questions;
  piece.tries = 0;
  piece.notBefore = 0;
  await run.once(`unknown ${key} ${round}`, async () => askAboutEffect(run.spine, actionId));
  await run.say(lostAnswerName(key, round), async () => lostMessage(run, actionId));
}

async function lostMessage({ spine }: DurableRun, actionId: string): Promise<Message> {
  const row = await spine.db
    .select({ kind: actions.kind, target: actions.target, effect: effects })
    .from(effects)
    .innerJoin(actions, eq(actions.id, effects.actionId))
    .where(eq(effects.actionId, actionId))
    .get();
  if (!row) throw new SignalboxError("not_found", `the effect ${actionId} is gone`);
  const { error, attempts } = row.effect;
  return {
    text: mrkdwn`I can't tell whether ${row.kind} for ${row.target} happened. Please look.`,
    parts: unknownEffectParts({ actionId, kind: row.kind, target: row.target, error, attempts }),
  };
}
