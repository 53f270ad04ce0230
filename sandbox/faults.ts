import { z } from "zod";

/** Trouble on demand. A fault waits for requests that fit `method`, `path` and `match` and happens `times` times. */
const faultSchema = z.strictObject({
  /** Substring of the request's path, below the twin's prefix. */
  path: z.string().optional(),
  /** Absent: any. */
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).optional(),
  /** Substring of the raw body. */
  match: z.string().optional(),
  times: z.number().int().positive().default(1),
  delayMs: z.number().int().nonnegative().optional(),
  status: z.number().int().min(400).max(599).optional(),
  /** Seconds, sent as Retry-After. */
  retryAfter: z.number().nonnegative().optional(),
  /** Does what was asked, then answers with this status instead. */
  answer: z.number().int().min(400).max(599).optional(),
  /** Does what was asked, then keeps the answer back for so long. */
  holdMs: z.number().int().nonnegative().optional(),
  /** Does what was asked, then cuts the connection without an answer. */
  drop: z.boolean().optional(),
  /** The model's text is replaced by this (the stand-in for Claude only). */
  text: z.string().optional(),
});

export type Fault = z.infer<typeof faultSchema>;

export const faultsRequest = z.strictObject({ faults: z.array(faultSchema).min(1) });

/** The faults of one twin, in order of arrival. */
export class FaultQueue {
  #active: Fault[] = [];

  add(faults: readonly Fault[]): void {
    this.#active.push(...faults);
  }

  clear(): void {
    this.#active = [];
  }

  list(): readonly Fault[] {
    return this.#active;
  }

  /** The first fault that fits, used up by one. */
  take(method: string, path: string, body: string): Fault | undefined {
    const fault = this.#active.find(
      (one) =>
        (one.method ?? method) === method && path.includes(one.path ?? "") && body.includes(one.match ?? ""),
    );
    if (fault) {
      fault.times -= 1;
      this.#active = this.#active.filter((one) => one.times > 0);
    }
    return fault;
  }
}
