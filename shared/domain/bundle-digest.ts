import { canonicalJson, sha256 } from "../platform/digest.ts";

/** What a yes to all that is open in a bundle is a yes to; null when nothing is. */
export async function bundleDigest(open: readonly { id: string; digest: string }[]): Promise<string | null> {
  if (open.length === 0) return null;
  const items = open.map(({ id, digest }) => [id, digest]).toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1));
  return sha256(canonicalJson(items));
}
