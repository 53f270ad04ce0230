import { Parser } from "htmlparser2";

/**
 * Stands in the bundle for the package by which markdown's parser knows characters by their names: the parser of HTML, which is there
 * already, has the same table (wrangler.toml, alias).
 * @param name without its signs: `notin`
 * @returns the character or characters; `false` for what is no name.
 */
export function decodeNamedCharacterReference(name: string): string | false {
  const written = `&${name};`;
  let read = "";
  new Parser({ ontext: (text) => (read += text) }).end(written);
  // HTML also knows some at the beginning of other words; markdown doesn't.
  const isWhole = read !== written && (read.length === 1 || !read.endsWith(";"));
  return isWhole ? read : false;
}
