export type HmacAlgorithm = "SHA-1" | "SHA-256" | "SHA-512";

/** Whether `mac` is the data's HMAC under the key. The comparison is timing-safe. */
export async function isHmac(
  hash: HmacAlgorithm,
  key: BufferSource,
  data: BufferSource,
  mac: BufferSource,
): Promise<boolean> {
  const imported = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash }, false, ["verify"]);
  return crypto.subtle.verify("HMAC", imported, mac, data);
}
