import type { Outside } from "../config.ts";
import { SignalboxError } from "../errors.ts";

/** A request as it came in. Nothing of it is believed yet. */
export interface Incoming {
  header: (name: string) => string | undefined;
  /** The body, byte for byte. */
  bytes: Uint8Array<ArrayBuffer>;
}

/** One request that is to be proven, and who it says it comes from. */
export interface Claim extends Incoming {
  /** What people call the service; refusals name it. */
  service: string;
}

/**
 * How a service proves that a request is its own. What doesn't throw is proven.
 * @throws SignalboxError `not_configured` naming the setting that is missing or malformed, `unauthorized` naming what is
 * missing, stale or wrong in the request.
 */
export type Scheme = (claim: Claim, outside: Outside) => Promise<void>;

/** A header that a proof needs. @throws SignalboxError `unauthorized` when it is missing. */
export function proofIn({ service, header }: Claim, name: string, what: string): string {
  const value = header(name);
  if (value === undefined || value === "") throw unproven(service, what, "missing");
  return value;
}

export function unproven(service: string, what: string, how: "missing" | "stale" | "wrong"): SignalboxError {
  return new SignalboxError("unauthorized", `the ${service} ${what} is ${how}`);
}

/** Whether a time in Unix seconds is less than so far away from now, in either direction. */
export function isFresh(timestamp: string, toleranceSeconds: number, now: number): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(now / 1000 - Number(timestamp)) <= toleranceSeconds;
}
