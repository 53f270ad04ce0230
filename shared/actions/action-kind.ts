import type { z } from "zod";
import type { Spine } from "../spine/context.ts";

/** An action as its kind's code gets it: the payload parsed from the approved bytes. */
export interface ApprovedAction<P> {
  id: string;
  taskId: string;
  target: string;
  digest: string;
  /** When the attempt that is under way or unanswered left, epoch milliseconds. */
  sentAt: number | null;
  /** When the first attempt of all left. */
  firstSentAt: number | null;
  payload: P;
}

/** What an attempt to write outside came to. `lost` means that it may or may not have happened. */
export type ApplyOutcome =
  | { kind: "applied"; result: Record<string, string> }
  | { kind: "not_applied"; error: string; afterMs: number }
  | { kind: "refused"; error: string }
  | { kind: "lost"; error: string };

/**
 * What a look at the target came to. `repeatable`: it can't be seen, but under its key it happens once however often it
 * is sent. `afterMs`: how long a second look would see no more.
 */
export type ReconcileOutcome =
  | { kind: "found"; result: Record<string, string> }
  | { kind: "absent" }
  | { kind: "repeatable" }
  | { kind: "unclear"; error: string; afterMs?: number };

/** The outside services that effects go to. */
export const services = ["slack", "pages", "mail", "jira", "github", "sentry"] as const;
export type Service = (typeof services)[number];

/** What a project's rules say that a kind may need to know to judge a payload. */
export interface KindRules {
  /** Mail addresses, or whole domains as `@example.com`, that count as stakeholders. Lower case. */
  stakeholders: readonly string[];
}

/** An action as people are shown it before they decide: everything that would go out. */
export interface Preview {
  title: string;
  /** Markdown. */
  body: string;
}

/** One kind of outside effect. `apply` is called with an idempotency key: the action's id. */
export interface ActionKindModule<P> {
  schema: z.ZodType<P>;
  /** The service that the effect goes to; null for our own storage. */
  service: Service | null;
  /** What the payload would change. Derived, so that nobody can name another target than the bytes have. */
  target(payload: P): string;
  preview(payload: P): Preview;
  /** Why a well-formed payload is not this kind's business; null when it is. Absent: every payload is. */
  outOfBounds?(payload: P, rules: KindRules): string | null;
  apply(spine: Spine, action: ApprovedAction<P>): Promise<ApplyOutcome>;
  /** Looks whether an earlier attempt got through. */
  reconcile(spine: Spine, action: ApprovedAction<P>): Promise<ReconcileOutcome>;
}

/** A payload in its kind's form, what it is about and what is wrong with it. */
export interface Inspected {
  payload: unknown;
  target: string;
  preview: Preview;
  outOfBounds: string | null;
}

/** An action kind with its payload type sealed in, so that a registry can hold kinds of different payloads. */
export interface SealedActionKind {
  service: Service | null;
  /** Looks at a payload; null when it isn't of the kind's form. */
  inspect(payload: unknown, rules: KindRules): Inspected | null;
  apply(spine: Spine, action: ApprovedAction<unknown>): Promise<ApplyOutcome>;
  reconcile(spine: Spine, action: ApprovedAction<unknown>): Promise<ReconcileOutcome>;
}

export function sealActionKind<P>(kind: ActionKindModule<P>): SealedActionKind {
  return {
    service: kind.service,
    inspect: (payload, rules) => {
      const parsed = kind.schema.safeParse(payload);
      if (!parsed.success) return null;
      return {
        payload: parsed.data,
        target: kind.target(parsed.data),
        preview: kind.preview(parsed.data),
        outOfBounds: kind.outOfBounds?.(parsed.data, rules) ?? null,
      };
    },
    apply: async (spine, action) =>
      kind.apply(spine, { ...action, payload: kind.schema.parse(action.payload) }),
    reconcile: async (spine, action) =>
      kind.reconcile(spine, { ...action, payload: kind.schema.parse(action.payload) }),
  };
}
