import { isHmac } from "../../platform/hmac.ts";

const toleranceSeconds = 300;

export type SignatureProblem = "missing" | "stale" | "wrong";

/**
 * Checks a request against Slack's signing secret: `v0=` + HMAC-SHA256 of `v0:{timestamp}:{raw body}`
 * (api.slack.com/authentication/verifying-requests-from-slack). The comparison is timing-safe, a timestamp more than
 * 300 s away in either direction is refused. Null: the signature is right.
 */
export async function signatureProblem(
  secret: string,
  headers: { timestamp: string | undefined; signature: string | undefined },
  rawBody: string,
  now: number,
): Promise<SignatureProblem | null> {
  const { timestamp, signature } = headers;
  if (!timestamp || !signature) return "missing";
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now / 1000 - Number(timestamp)) > toleranceSeconds)
    return "stale";
  const hex = /^v0=(.*)$/.exec(signature)?.[1] ?? "";
  const signed = new TextEncoder().encode(`v0:${timestamp}:${rawBody}`);
  return (await isHmac(secret, signed, hex)) ? null : "wrong";
}
