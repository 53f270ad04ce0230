import { hexOf } from "./digest.ts";
import { SignalboxError } from "./errors.ts";
import { type TokenKeys, tokenKey } from "./token-key.ts";

const ivBytes = 12;
const version = "v1";

/** `v1.<id of the key>.<iv>.<what it hides>`, the last two in base64. */
const form = /^v1\.([0-9a-f]{8})\.([A-Za-z0-9+/=]+)\.([A-Za-z0-9+/=]+)$/;

/**
 * Seals a text with AES-GCM, 256 bits, for one place: `linkedin/urn:li:person:x/access`. In another place it doesn't open.
 * @throws SignalboxError `not_configured` when TOKEN_KEY is missing or is no key.
 */
export async function seal(keys: TokenKeys, text: string, place: string): Promise<string> {
  const { id, key } = await currentKey(keys);
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const hidden = await crypto.subtle.encrypt(parameters(iv, place), key, new TextEncoder().encode(text));
  return [version, id, base64Of(iv), base64Of(new Uint8Array(hidden))].join(".");
}

/**
 * What was sealed for a place, with the key of now or the one before.
 * @throws SignalboxError `not_configured` when no key opens it, naming the settings.
 */
export async function unseal(keys: TokenKeys, sealed: string, place: string): Promise<string> {
  const [, id, iv, hidden] = form.exec(sealed) ?? [];
  if (id === undefined || iv === undefined || hidden === undefined)
    throw new SignalboxError("not_configured", "a sealed text is not of its form");
  const known = (await allKeys(keys)).find((one) => one.id === id);
  if (known === undefined)
    throw new SignalboxError(
      "not_configured",
      `neither TOKEN_KEY nor TOKEN_KEY_OLD is the key ${id} that this was sealed with`,
    );
  try {
    const open = await crypto.subtle.decrypt(parameters(bytesOf(iv), place), known.key, bytesOf(hidden));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(open);
  } catch (error) {
    throw new SignalboxError("not_configured", "a sealed text was changed, or belongs to another place", {
      cause: error,
    });
  }
}

/** Whether a text was sealed with another key than the one that counts now. */
export async function isSealedWithOldKey(keys: TokenKeys, sealed: string): Promise<boolean> {
  return !sealed.startsWith(`${version}.${(await currentKey(keys)).id}.`);
}

interface SealKey {
  /** The beginning of the key's SHA-256: it tells keys apart and nothing of them. */
  id: string;
  key: CryptoKey;
}

async function allKeys(keys: TokenKeys): Promise<SealKey[]> {
  const current = await currentKey(keys);
  return keys.TOKEN_KEY_OLD === undefined ? [current] : [current, await keyOf(keys, "TOKEN_KEY_OLD")];
}

async function currentKey(keys: TokenKeys): Promise<SealKey> {
  return keyOf(keys, "TOKEN_KEY");
}

async function keyOf(keys: TokenKeys, name: keyof TokenKeys): Promise<SealKey> {
  const bytes = tokenKey(keys, name);
  return {
    id: hexOf(await crypto.subtle.digest("SHA-256", bytes)).slice(0, 8),
    key: await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]),
  };
}

function parameters(iv: Uint8Array<ArrayBuffer>, place: string) {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(place) };
}

function base64Of(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
