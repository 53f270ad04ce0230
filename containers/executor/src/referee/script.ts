/** A runner's call inside a script: its arguments and the variables set for it. */
export interface Script {
  words: string[];
  env: Record<string, string>;
}

const wrappers = new Set([
  "npx",
  "pnpm",
  "yarn",
  "bunx",
  "exec",
  "run",
  "dlx",
  "cross-env",
  "python",
  "python3",
  "-m",
  "--no-install",
  "c8",
  "nyc",
]);

/**
 * Reads a script such as `tsc && NODE_ENV=test vitest run --project unit` for one program. Null when it isn't called
 * there, or in a way that only a shell could understand.
 */
export function readScript(text: string, program: string): Script | null {
  for (const part of text.split(/&&|;/)) {
    const words = wordsOf(part);
    if (words === null) continue;
    const env: Record<string, string> = {};
    for (let index = 0; index < words.length; index++) {
      const word = words[index] ?? "";
      const assigned = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/.exec(word);
      if (assigned !== null) env[assigned[1] ?? ""] = assigned[2] ?? "";
      else if (word.replace(/^.*node_modules\/\.bin\//, "") === program)
        return { words: words.slice(index + 1), env };
      else if (!wrappers.has(word)) break;
    }
  }
  return null;
}

/** Splits as a shell would, for plain words and quotes; null when there is more to it. */
function wordsOf(text: string): string[] | null {
  if (/[|<>`$()\\]/.test(text)) return null;
  const words = text.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replaceAll(/["']/g, ""));
}
