import type { z } from "zod";
import type { Spine } from "../spine/context.ts";

/** An action as its kind's code gets it: the payload parsed from the approved bytes. */
export interface ApprovedAction<P> {
  id: string;
  taskId: string;
  target: string;
  digest: string;
  payload: P;
}

/** What an attempt to write outside came to. `lost` means that it may or may not have happened. */
export type ApplyOutcome =
  | { kind: "applied"; result: Record<string, string> }
  | { kind: "not_applied"; error: string; afterMs: number }
  | { kind: "refused"; error: string }
  | { kind: "lost"; error: string };

/** What a look at the target came to. */
export type ReconcileOutcome =
  | { kind: "found"; result: Record<string, string> }
  | { kind: "absent" }
  | { kind: "unclear"; error: string };

/** One kind of outside effect. `apply` is called with an idempotency key: the action's id. */
export interface ActionKindModule<P> {
  schema: z.ZodType<P>;
  apply(spine: Spine, action: ApprovedAction<P>): Promise<ApplyOutcome>;
  /** Looks whether an earlier attempt got through. */
  reconcile(spine: Spine, action: ApprovedAction<P>): Promise<ReconcileOutcome>;
}

/** An action kind with its payload type sealed in, so that a registry can hold kinds of different payloads. */
export interface SealedActionKind {
  isValid(payload: unknown): boolean;
  apply(spine: Spine, action: ApprovedAction<unknown>): Promise<ApplyOutcome>;
  reconcile(spine: Spine, action: ApprovedAction<unknown>): Promise<ReconcileOutcome>;
}

export function sealActionKind<P>(kind: ActionKindModule<P>): SealedActionKind {
  return {
    isValid: (payload) => kind.schema.safeParse(payload).success,
    apply: async (spine, action) =>
      kind.apply(spine, { ...action, payload: kind.schema.parse(action.payload) }),
    reconcile: async (spine, action) =>
      kind.reconcile(spine, { ...action, payload: kind.schema.parse(action.payload) }),
  };
}
