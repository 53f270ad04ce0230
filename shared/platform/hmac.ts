/**
 * Whether `hex` is the HMAC-SHA256 of the data under the secret. The comparison is timing-safe; what isn't 64 lower-case
 * hexadecimal digits is wrong.
 */
export async function isHmac(secret: string, data: BufferSource, hex: string): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/.test(hex)) return false;
  const key = await crypto.subtle.importKey(
    "raw",
    new TextEncoder().encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["verify"],
  );
  const claimed = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return crypto.subtle.verify("HMAC", key, claimed, data);
}
