import type { ErrorCode } from "../platform/errors.ts";
import type { Down } from "./service.ts";

/**
 * How one try of a durable step ended. Expected outcomes are values; only surprises are exceptions.
 * `retry` is a try that counts: the other side answered, and that came to nothing. `wait` doesn't count, however often it comes:
 * the other side is down (`down`), limits, is busy, or it isn't time yet. `paused` waits for money (until null: for a top-up);
 * `stopped` until somebody resumes.
 */
export type Attempt<T> =
  | { kind: "done"; value: T }
  | { kind: "retry"; afterMs: number; code: ErrorCode; reason: string }
  | { kind: "wait"; afterMs: number; reason: string; code?: ErrorCode; down?: Down }
  | { kind: "paused"; until: number | null; reason: string }
  | { kind: "stopped"; stopId: string; reason: string }
  | { kind: "failed"; code: ErrorCode; reason: string };
