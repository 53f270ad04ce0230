import type { EffectResult } from "../../domain/sending.ts";
import type { Mrkdwn } from "../../integrations/slack/mrkdwn.ts";
import { SignalboxError } from "../../platform/errors.ts";
import type { ApplicableKind } from "../../policy/boundaries.ts";
import type { ActionKindModule } from "../../spine/action-kind.ts";

/** Carries out an action that needs nobody's word, in a step of that name. */
export type Act = <K extends ApplicableKind, P, R extends EffectResult>(
  step: string,
  kind: ActionKindModule<K, P, R>,
  payload: P,
) => Promise<R>;

/** What is done once a text's effect has happened. */
export interface FollowUp<R> {
  kind: ApplicableKind;
  /** Returns how it went, for the thread. */
  run: (act: Act, result: R) => Promise<Mrkdwn>;
}

/** A further action, made of the first one's result. That it fails undoes nothing; then somebody has to know. */
export function followUp<R, K extends ApplicableKind, P, F extends EffectResult>(
  step: string,
  effect: ActionKindModule<K, P, F>,
  payloadOf: (result: R) => P,
  words: { done: Mrkdwn; failed: (reason: string) => Mrkdwn },
): FollowUp<R> {
  return {
    kind: effect.kind,
    run: async (act, result) => {
      try {
        await act(step, effect, payloadOf(result));
        return words.done;
      } catch (error) {
        if (!(error instanceof SignalboxError)) throw error;
        return words.failed(error.message);
      }
    },
  };
}
