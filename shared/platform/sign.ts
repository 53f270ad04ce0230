import { base64url } from "jose";
import { isHmac } from "./hmac.ts";
import { type TokenKeys, tokenKey } from "./token-key.ts";

/**
 * The mark that only this installation can make of a text, for one purpose: 256 bits that fit into an address.
 * @throws SignalboxError `not_configured` when TOKEN_KEY is missing or is no key.
 */
export async function sign(keys: TokenKeys, purpose: string, text: string): Promise<string> {
  const key = await crypto.subtle.importKey("raw", await keyFor(keys, "TOKEN_KEY", purpose), hmac, false, [
    "sign",
  ]);
  const mark = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text));
  return base64url.encode(new Uint8Array(mark));
}

/**
 * Whether a mark was made of a text for a purpose, with the key of now or the one before.
 * @throws SignalboxError `not_configured` when a key that is set is none.
 */
export async function isSigned(
  keys: TokenKeys,
  purpose: string,
  text: string,
  mark: string,
): Promise<boolean> {
  const data = new TextEncoder().encode(text);
  const given = decoded(mark);
  if (given === null) return false;
  for (const name of ["TOKEN_KEY", "TOKEN_KEY_OLD"] as const)
    if (keys[name] !== undefined && (await isHmac("SHA-256", await keyFor(keys, name, purpose), data, given)))
      return true;
  return false;
}

const hmac = { name: "HMAC", hash: "SHA-256" };

/** A key of its own for each purpose (HKDF, rfc5869 of rfc-editor.org): what is signed says nothing of what is sealed. */
async function keyFor(keys: TokenKeys, name: keyof TokenKeys, purpose: string): Promise<ArrayBuffer> {
  const root = await crypto.subtle.importKey("raw", tokenKey(keys, name), "HKDF", false, ["deriveBits"]);
  const info = new TextEncoder().encode(`signalbox ${purpose}`);
  return crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info }, root, 256);
}

function decoded(mark: string): Uint8Array<ArrayBuffer> | null {
  return /^[\w-]{43}$/.test(mark) ? new Uint8Array(base64url.decode(mark)) : null;
}
