import type { ErrorCode } from "../platform/errors.ts";

/**
 * How one try of a durable step ended. Expected outcomes are values; only surprises are exceptions.
 * `retry` says when the other side wants to be asked again; `wait` that it wasn't asked at all, because it is known to be
 * down or busy; `paused` waits for money (until null: for a top-up); `stopped` until somebody resumes.
 */
export type Attempt<T> =
  | { kind: "done"; value: T }
  | { kind: "retry"; afterMs: number; code: ErrorCode; reason: string }
  | { kind: "wait"; afterMs: number; reason: string }
  | { kind: "paused"; until: number | null; reason: string }
  | { kind: "stopped"; stopId: string; reason: string }
  | { kind: "failed"; code: ErrorCode; reason: string };
