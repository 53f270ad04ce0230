import type { z } from "zod";
import type { actions } from "../../shared/db/schema.ts";
import type { EffectResult } from "../../shared/domain/sending.ts";
import type { ProposedView } from "../../shared/integrations/slack/approval-message.ts";
import type { Mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import type { ErrorCode } from "../../shared/platform/errors.ts";
import type { Proposal } from "../../shared/spine/propose.ts";

/** An action that a job wants to happen, as it says it; `R` is what its kind answers. */
export interface Undertaking<R extends EffectResult> {
  /** Unique within the task. Step names are made of it. */
  key: string;
  /** Makes the proposal; called inside a step, so the payload may be read from R2. */
  proposal(): Promise<Omit<Proposal, "taskId" | "key" | "bundle">>;
  /** The form of the result: its kind's. */
  result: z.ZodType<R>;
  /** What people are shown while it waits. `proposed`: the action, while it isn't on record yet. */
  view(actionId: string, proposed?: typeof actions.$inferSelect): Promise<ProposedView>;
  /** Another that it points at, which must be out before: the start of its key, and what it makes; absent: it points at none. */
  after?: { key: string; noun: string } | undefined;
  /** Whether "make it different" is an answer. */
  revisable: boolean;
  /** It waits in the inbox without calling anybody: the thread is told nothing. */
  quiet?: boolean;
}

/** Undertakings that are proposed in one step. */
export interface Batch<R extends EffectResult> {
  works: readonly [Undertaking<R>, ...Undertaking<R>[]];
  /** How several are asked about in one message; null: there is one alone. */
  together: {
    revision: number;
    title: string;
    /** What each makes, in the order of the works: "LinkedIn post". */
    nouns: readonly string[];
    facts: Mrkdwn[];
  } | null;
}

/** How an undertaking ended. */
export type Carried<R extends EffectResult> =
  | { kind: "applied"; result: R; by: string | null }
  /** People said yes to something that is there no more. */
  | { kind: "stale"; reason: string }
  | { kind: "rejected" | "revised"; by: string; reason: string }
  | { kind: "expired" | "superseded" | "forbidden"; reason: string };

/** How one of several ended: that one fails keeps none of the others. */
export type Ended<R extends EffectResult> = Carried<R> | { kind: "failed"; code: ErrorCode; reason: string };

/** What people want to have otherwise, and in which words. */
export interface Wish<R extends EffectResult> {
  work: Undertaking<R>;
  /** The version that they have seen. */
  actionId: string;
  /** Whether somebody had worded it before. */
  edited: boolean;
  by: string;
  reason: string;
}
