import { sha256 } from "./digest.ts";

const longest = 200;
/** Half a character, a control, a mark that nobody sees. */
const odd = /[\p{C}\ufffd]/u;

/**
 * A name that somebody outside has given to what they send, as part of a key: itself where it is short and plain, and the digest of
 * exactly these characters otherwise. So it can always be stored, and two names stay two.
 */
export async function nameFromOutside(name: string): Promise<string> {
  if (name.length <= longest && name.trim() !== "" && !odd.test(name)) return name;
  // JSON writes half a character by its number, where UTF-8 would make all of them the same.
  return `sha256-${await sha256(JSON.stringify(name))}`;
}
