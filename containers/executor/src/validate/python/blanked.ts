/**
 * A Python text of the same length and lines without what stands in its strings and comments. With `keepStrings` only comments and
 * strings of several lines are taken out.
 */
export function blanked(text: string, keepStrings = false): string {
  let code = "";
  const strings =
    /#[^\n]*|("""|''')(?:\\[\s\S]|(?!\1)[\s\S])*(?:\1|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?/g;
  let at = 0;
  for (const { 0: found, 1: triple, index } of text.matchAll(strings)) {
    const stays = keepStrings && triple === undefined && !found.startsWith("#");
    code += text.slice(at, index) + (stays ? found : found.replaceAll(/[^\n]/g, " "));
    at = index + found.length;
  }
  return code + text.slice(at);
}
