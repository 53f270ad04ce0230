import { stripVTControlCharacters } from "node:util";

/** How package managers, compilers and runners begin what went wrong. */
const begins =
  /^\s*(?:npm (?:ERR!|error)|ERR_PNPM|\[?ERR_PNPM|.*\bERR_PNPM|➤ YN\d+: .*(?:Error|failed|can't|doesn't|needs to be|would have been)|error\b|ERROR\b|E:|fatal:|go: |.*: error\b|[A-Za-z.]*Error: |! |× |╰─▶ |pyproject\.toml changed)/;
/** Words that managers always end with, and that say nothing of the cause. */
const help =
  /A complete log of this run|npm (?:ERR!|error)\s*$|^\s*npm (?:ERR!|error) (?:Usage|Options|aliases|Run "npm)/;
const mostLines = 10;

/** What a command says went wrong, ten lines at most; where nothing looks like it, the end of what it said. */
export function errorLines(output: string): string {
  const lines = stripVTControlCharacters(output).trim().split("\n");
  const found = lines.filter((line) => begins.test(line) && !help.test(line));
  return (found.length === 0 ? lines.slice(-mostLines) : found.slice(0, mostLines))
    .map((line) => line.trim().slice(0, 300))
    .join("\n");
}
