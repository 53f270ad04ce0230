import { bytesAfter, bytesOf } from "../bytes.ts";
import { requireSetting, type SecretSetting } from "../config.ts";
import { SignalboxError } from "../errors.ts";
import { proofIn, type Scheme, unproven } from "./scheme.ts";

const keyBytes = 32;
const signatureBytes = 64;

export interface Ed25519Options {
  /** The setting with the service's public key, in hexadecimal digits. */
  key: SecretSetting;
  /** The header with the signature, in hexadecimal digits. */
  signature: string;
  /** The header with the time, which is signed before the body. */
  timestamp: string;
}

/**
 * An Ed25519 signature of the time and the body after it. How old it may be is not said: a repeat is known by its id.
 * Contract: docs.discord.com/developers/interactions/overview#setting-up-an-endpoint.
 * @example
 * const scheme = ed25519({ key: "DISCORD_PUBLIC_KEY", signature: "x-signature-ed25519", timestamp: "x-signature-timestamp" });
 */
export function ed25519({ key, signature, timestamp }: Ed25519Options): Scheme {
  return async (claim, { settings }) => {
    const publicKey = bytesOf(requireSetting(settings, key), "hex");
    if (publicKey?.length !== keyBytes)
      throw new SignalboxError("not_configured", `${key} is no Ed25519 public key of 64 hexadecimal digits`);
    const time = proofIn(claim, timestamp, "timestamp");
    const signed = bytesOf(proofIn(claim, signature, "signature"), "hex");
    const imported = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
    const isRight =
      signed?.length === signatureBytes &&
      (await crypto.subtle.verify("Ed25519", imported, signed, bytesAfter(time, claim.bytes)));
    if (!isRight) throw unproven(claim.service, "signature", "wrong");
  };
}
