import type { Config } from "./config.ts";
import { SignalboxError } from "./errors.ts";

/** The installation's own key: the one that counts, and the one before it while it is being replaced. */
export type TokenKeys = Pick<Config, "TOKEN_KEY" | "TOKEN_KEY_OLD">;

const keyBytes = 32;

/**
 * The bytes of one of them.
 * @throws SignalboxError `not_configured` when it is missing or is no key.
 */
export function tokenKey(keys: TokenKeys, name: keyof TokenKeys): Uint8Array<ArrayBuffer> {
  const base64 = keys[name];
  if (base64 === undefined)
    throw new SignalboxError("not_configured", `${name} is not set (see .dev.vars.example)`);
  const bytes = /^[A-Za-z0-9+/]{43}=$/.test(base64) ? bytesOf(base64) : new Uint8Array();
  if (bytes.length !== keyBytes)
    throw new SignalboxError(
      "not_configured",
      `${name} must be ${keyBytes} bytes in base64 (openssl rand -base64 ${keyBytes})`,
    );
  return bytes;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
