import { bytesOf } from "../../../shared/platform/bytes.ts";

/** The signature of standardwebhooks.com, by a secret such as `whsec_…`. */
export async function hmacBase64(secret: string, text: string): Promise<string> {
  const raw = bytesOf(secret.replace(/^whsec_/, ""), "base64");
  if (raw === null) throw new Error("the secret is no base64");
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", raw, algorithm, false, ["sign"]);
  const mac = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(mac)));
}
