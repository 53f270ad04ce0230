import { stripVTControlCharacters } from "node:util";
import { placeIn } from "../../../../shared/domain/cause.ts";

/** How package managers, compilers, runners and languages begin what went wrong. */
const begins = new RegExp(
  [
    String.raw`npm (?:ERR!|error)`,
    String.raw`.*\bERR_PNPM`,
    String.raw`➤ YN\d+: .*(?:Error|failed|can't|doesn't|needs to be|would have been)`,
    String.raw`error\b`,
    String.raw`ERROR\b`,
    String.raw`E:`,
    String.raw`fatal:`,
    String.raw`go: `,
    String.raw`.*: error\b`,
    String.raw`.*\[ERROR\]`,
    String.raw`[A-Za-z.]*(?:Error|Exception)(?: \[\w+\])?: `,
    String.raw`[\w./-]+\.go:\d+:\d+: `,
    String.raw`not ok \d`,
    String.raw`--- FAIL`,
    String.raw`FAIL(?:ED)?\b[: ]`,
    String.raw`thread '.*' panicked at`,
    String.raw`! `,
    String.raw`[×╰] ?─?▶? `,
    String.raw`pyproject\.toml changed`,
  ]
    .map((form) => String.raw`^\s*${form}`)
    .join("|"),
);
/** Words that managers always end with, and that say nothing of the cause. */
const help =
  /A complete log of this run|npm (?:ERR!|error)\s*$|^\s*npm (?:ERR!|error) (?:Usage|Options|aliases|Run "npm|\[|npm ci\s*$)|aborting due to|^\s*ERROR: "[^"]*" exited|npm (?:ERR!|error) (?:Lifecycle script|path |workspace |location )/;
/** From here on npm explains the command that it was given. */
const usage = /^\s*npm (?:ERR!|error) (?:Usage:|(?:Clean i|I)nstall a (?:project|package))/;
const mostLines = 10;
/** So many lines beneath an error may say where it is. */
const near = 6;

/**
 * What a command says went wrong, ten lines at most, the first error first and each with its place where that is near; where nothing looks
 * like it, the end of what it said.
 */
export function errorLines(output: string): string {
  const all = stripVTControlCharacters(output).trim().split("\n");
  const explained = all.findIndex((line) => usage.test(line));
  const lines = explained === -1 ? all : all.filter((line, at) => at < explained || !/^\s*npm /.test(line));
  const found = lines.flatMap((line, at) => {
    if (!begins.test(line) || help.test(line)) return [];
    const place = placeIn(line) === null ? placeNear(lines, at) : null;
    return [place === null ? line : `${line.trim().slice(0, 250)} (${place})`];
  });
  const told = found.length === 0 ? lines.slice(-mostLines) : [...new Set(found)].slice(0, mostLines);
  return told.map((line) => line.trim().slice(0, 300)).join("\n");
}

/** Where an error is by the lines beneath it, or by one above that is nothing but a place, as node begins with. */
function placeNear(lines: readonly string[], at: number): string | null {
  const beneath = placeIn(lines.slice(at + 1, at + 1 + near).join("\n"));
  if (beneath !== null) return beneath;
  const above = lines.slice(Math.max(0, at - near), at).findLast((line) => /^\s*\S+:\d+\s*$/.test(line));
  return above === undefined ? null : placeIn(above);
}
