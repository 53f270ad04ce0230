import { createRemoteJWKSet, customFetch, errors, type JWTPayload, jwtVerify } from "jose";
import { type Outside, requireSetting, type SecretSetting } from "../config.ts";
import { describeError, SignalboxError } from "../errors.ts";
import { proofIn, type Scheme, unproven } from "./scheme.ts";

type Keys = ReturnType<typeof createRemoteJWKSet>;

export interface OidcOptions {
  issuer: string;
  /** Address of the issuer's keys, as the settings have it. */
  keys: (settings: Outside["settings"]) => string;
  /** The setting with what tokens must be meant for. */
  audience: SecretSetting;
  /** The setting with the account that must have sent it. */
  email: SecretSetting;
}

/**
 * A bearer token that an issuer has signed for the sender, as Google's Pub/Sub does for pushes. It says nothing about the
 * bytes. Contract: docs.cloud.google.com/pubsub/docs/authenticate-push-subscriptions.
 * @throws SignalboxError also `unavailable` when the issuer's keys can't be had.
 * @example
 * const scheme = oidc({
 *   issuer: "https://accounts.google.com",
 *   keys: ({ GMAIL_PUSH_KEYS_URL }) => GMAIL_PUSH_KEYS_URL,
 *   audience: "PUBSUB_AUDIENCE",
 *   email: "PUBSUB_ACCOUNT",
 * });
 */
export function oidc({ issuer, keys: addressIn, audience, email }: OidcOptions): Scheme {
  // Fetched once, and again when a token names a key that isn't among them.
  const known = new Map<string, Keys>();
  return async (claim, { settings, now, fetch }) => {
    const meantFor = requireSetting(settings, audience);
    const account = requireSetting(settings, email).toLowerCase();
    const bearer = proofIn(claim, "authorization", "token");
    const address = addressIn(settings);
    const keys = known.get(address) ?? createRemoteJWKSet(new URL(address), { [customFetch]: fetch });
    known.set(address, keys);
    const token = /^bearer (\S+)$/i.exec(bearer)?.[1] ?? "";
    const said = await claimsOf(token, keys, {
      issuer,
      audience: meantFor,
      now: now(),
      service: claim.service,
    });
    if (said["email_verified"] !== true || String(said["email"]).toLowerCase() !== account)
      throw unproven(claim.service, "token", "wrong");
  };
}

async function claimsOf(
  token: string,
  keys: Keys,
  { issuer, audience, now, service }: { issuer: string; audience: string; now: number; service: string },
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ["RS256", "ES256"],
      requiredClaims: ["exp", "email"],
      currentDate: new Date(now),
    });
    return payload;
  } catch (error) {
    if (isOfToken(error)) throw unproven(service, "token", "wrong");
    const reason = describeError(error);
    throw new SignalboxError("unavailable", `the keys for ${service}'s token can't be had: ${reason}`, {
      cause: error,
    });
  }
}

/** Whether the token is at fault, and not the way to the issuer's keys. */
function isOfToken(error: unknown): boolean {
  return (
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) &&
    error.code !== "ERR_JOSE_GENERIC"
  );
}
