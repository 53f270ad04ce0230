/** One result in a TAP stream. */
export interface TapResult {
  ok: boolean;
  name: string;
  directive: "skip" | "todo" | null;
  /** What stands in the block of YAML behind it, without its indentation. */
  block: string;
}

const result = /^(not )?ok\b(?: +\d+)?(?: +- +| +)?(.*)$/;
const directive = / # (SKIP|TODO)\b.*$/i;

/** Reads the results of a TAP stream (https://testanything.org/tap-version-13-specification.html), also with other lines between them. */
export function parseTap(text: string): TapResult[] {
  const results: TapResult[] = [];
  let block: string[] | null = null;
  for (const line of text.split("\n")) {
    const last = results.at(-1);
    if (block !== null && last !== undefined) {
      if (/^\s+\.\.\.\s*$/.test(line)) {
        last.block = block.join("\n");
        block = null;
      } else block.push(line.replace(/^ {4}/, ""));
      continue;
    }
    if (/^\s+---\s*$/.test(line)) block = [];
    const [, not, name] = result.exec(line) ?? [];
    if (name === undefined) continue;
    const word = directive.exec(name)?.[1]?.toLowerCase();
    results.push({
      ok: not === undefined,
      name: name.replace(directive, ""),
      directive: word === "skip" || word === "todo" ? word : null,
      block: "",
    });
  }
  return results;
}

/** A value in a result's block: of one line, or the lines that stand indented below its name. */
export function valueIn(block: string, name: string): string {
  const lines = block.split("\n");
  const at = lines.findIndex((line) => line.startsWith(`${name}:`));
  if (at === -1) return "";
  const own = (lines[at] ?? "").slice(name.length + 1).trim();
  if (own !== "" && !/^[|>][+-]?$/.test(own)) return own.replace(/^(['"])(.*)\1$/, "$2");
  const after = lines.findIndex((line, index) => index > at && /^\S/.test(line));
  const below = lines
    .slice(at + 1, after === -1 ? undefined : after)
    .map((line) => line.replace(/^ {2}/, ""));
  return own.startsWith(">") ? below.join(" ").trim() : below.join("\n").trimEnd();
}
