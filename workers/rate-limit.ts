import { configOf } from "../shared/platform/config.ts";
import { SignalboxError } from "../shared/platform/errors.ts";

/** The limits of wrangler.toml. */
export type Limit = "SENDER_LIMIT" | "CALLER_LIMIT" | "FAILURE_LIMIT" | "TASK_LIMIT";

/** When it is worth trying again: all limits are of a minute. */
export const retryAfterSeconds = 60;

/** A key is no place for a long text: what comes behind this is not told apart. */
const longestKey = 256;

/**
 * Counts one more under a key, before work is done for it.
 * @throws SignalboxError `rate_limited` when there were too many in this minute.
 */
export async function withinLimit(env: Env, limit: Limit, key: string): Promise<void> {
  if (!configOf(env).RATE_LIMITS) return;
  const { success } = await env[limit].limit({ key: key.slice(0, longestKey) });
  if (!success)
    throw new SignalboxError("rate_limited", `too much at once: try again in ${retryAfterSeconds} seconds`);
}

/** The address that a request comes from, as Cloudflare says it. */
export function addressOf(headers: Headers): string {
  return headers.get("cf-connecting-ip") ?? "unknown";
}

/**
 * What somebody is told who has proven nothing: the refusal, or that these were too many.
 * Whoever does prove who they are is let in from the same address all the while.
 */
export async function refusalTold(
  env: Env,
  headers: Headers,
  refusal: SignalboxError,
): Promise<SignalboxError> {
  if (refusal.code !== "unauthorized") return refusal;
  try {
    await withinLimit(env, "FAILURE_LIMIT", addressOf(headers));
    return refusal;
  } catch (error) {
    if (error instanceof SignalboxError) return error;
    throw error;
  }
}
