import { bytesOf, type Encoding, utf8 } from "../bytes.ts";
import { requireSetting, type SecretSetting } from "../config.ts";
import { type HmacAlgorithm, isHmac } from "../hmac.ts";
import { type Claim, isFresh, proofIn, type Scheme, unproven } from "./scheme.ts";

export interface HmacOptions {
  /** The setting with the secret that both sides know. */
  secret: SecretSetting;
  /** The header with the signature. */
  header: string;
  /** What stands before it there. */
  prefix?: string;
  encoding: Encoding;
  algorithm: HmacAlgorithm;
  /** Absent: the body alone is signed, and when it was sent is not known. */
  timestamp?: {
    header: string;
    toleranceSeconds: number;
    signed(timestamp: string, body: Claim["bytes"]): Claim["bytes"];
  };
}

/**
 * The HMAC of the body, or of more than that, in a header.
 * @example
 * const scheme = hmac({ secret: "GITHUB_WEBHOOK_SECRET", header: "x-hub-signature-256", prefix: "sha256=", encoding: "hex", algorithm: "SHA-256" });
 */
export function hmac({ secret, header, prefix = "", encoding, algorithm, timestamp }: HmacOptions): Scheme {
  return async (claim, { settings, now }) => {
    const key = requireSetting(settings, secret);
    const time = timestamp && proofIn(claim, timestamp.header, "signature");
    const signature = proofIn(claim, header, "signature");
    if (timestamp && !isFresh(time ?? "", timestamp.toleranceSeconds, now()))
      throw unproven(claim.service, "signature", "stale");
    const data = timestamp?.signed(time ?? "", claim.bytes) ?? claim.bytes;
    const mac = signature.startsWith(prefix) ? bytesOf(signature.slice(prefix.length), encoding) : null;
    if (mac === null || !(await isHmac(algorithm, utf8(key), data, mac)))
      throw unproven(claim.service, "signature", "wrong");
  };
}
