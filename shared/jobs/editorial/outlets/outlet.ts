import type { EffectResult } from "../../../domain/sending.ts";
import { type Mrkdwn, mrkdwn } from "../../../integrations/slack/mrkdwn.ts";
import type { ApplicableKind } from "../../../policy/boundaries.ts";
import type { ActionKindModule, Preview } from "../../../spine/action-kind.ts";

/** Where a text goes: an action, and what people are told of it. `P` is what they approve, `R` what comes of that. */
export interface Outlet<K extends ApplicableKind, P, R extends EffectResult> {
  /** What its effect is called in the names of steps and actions: "publish". They are persistent. */
  step: string;
  /** What it makes, in the middle of a sentence: "LinkedIn post". */
  noun: string;
  effect: ActionKindModule<K, P, R>;
  /** What stands beside the preview in Slack. */
  facts(payload: P): Mrkdwn[];
  /** Where the result can be seen, and what else the thread is told in the end. */
  outcome(result: R): { url: string | null; note: Mrkdwn | null };
}

/** One action that a version of a text leads to, as it is kept. */
export interface Piece {
  /** Its outlet. */
  step: string;
  payload: unknown;
  /** Why its time isn't the one that was wanted. */
  why?: string | undefined;
  /** The outlet of another that it points at, and that must be out before; absent: none. */
  after?: string | undefined;
}

/** What an outlet's effect has come to. */
export interface Outcome {
  url: string | null;
  note: Mrkdwn | null;
}

/** An outlet with its types sealed in, so that a kind can have several. */
export interface SealedOutlet extends Pick<Outlet<ApplicableKind, unknown, EffectResult>, "step" | "noun"> {
  kind: ApplicableKind;
  preview(payload: unknown): Preview;
  facts(payload: unknown): Mrkdwn[];
  outcome(result: EffectResult): Outcome;
}

export function sealOutlet<K extends ApplicableKind, P, R extends EffectResult>(
  outlet: Outlet<K, P, R>,
): SealedOutlet {
  const { step, noun, effect } = outlet;
  return {
    step,
    noun,
    kind: effect.kind,
    preview: (payload) => effect.preview(effect.schema.parse(payload)),
    facts: (payload) => outlet.facts(effect.schema.parse(payload)),
    outcome: (answer) => {
      const { data: result } = effect.result.safeParse(answer);
      // Somebody has seen it there; what the service would have called it, nobody knows.
      if (result === undefined)
        return { url: null, note: mrkdwn`Where exactly it stands was never answered.` };
      return outlet.outcome(result);
    },
  };
}

/** What goes out by an outlet. */
export function piece<K extends ApplicableKind, P, R extends EffectResult>(
  { step }: Outlet<K, P, R>,
  payload: NoInfer<P>,
): Piece {
  return { step, payload };
}
