import type { ErrorCode } from "../platform/errors.ts";

/**
 * How one try of a durable step ended. Expected outcomes are values; only surprises are exceptions.
 * `retry` says when the other side wants to be asked again; `paused` waits for money.
 */
export type Attempt<T> =
  | { kind: "done"; value: T }
  | { kind: "retry"; afterMs: number; code: ErrorCode; reason: string }
  | { kind: "paused"; until: number; reason: string }
  | { kind: "failed"; code: ErrorCode; reason: string };
