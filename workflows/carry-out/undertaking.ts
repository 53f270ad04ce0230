import type { z } from "zod";
import type { EffectResult } from "../../shared/domain/sending.ts";
import type { ProposedView } from "../../shared/integrations/slack/approval-message.ts";
import type { Proposal } from "../../shared/spine/propose.ts";

/** An action that a job wants to happen, as it says it; `R` is what its kind answers. */
export interface Undertaking<R extends EffectResult> {
  /** Unique within the task. Step names are made of it. */
  key: string;
  /** Makes the proposal; called inside a step, so the payload may be read from R2. */
  proposal(): Promise<Omit<Proposal, "taskId" | "key">>;
  /** The form of the result: its kind's. */
  result: z.ZodType<R>;
  /** What people are shown while it waits. */
  view(actionId: string): Promise<ProposedView>;
  /** Whether "make it different" is an answer. */
  revisable: boolean;
  /** It waits in the inbox without calling anybody: the thread is told nothing. */
  quiet?: boolean;
}

/** How an undertaking ended. */
export type Carried<R extends EffectResult> =
  | { kind: "applied"; result: R; by: string | null }
  /** People said yes to something that is there no more. */
  | { kind: "stale"; reason: string }
  | { kind: "rejected" | "revised"; by: string; reason: string }
  | { kind: "expired" | "superseded" | "forbidden"; reason: string };
