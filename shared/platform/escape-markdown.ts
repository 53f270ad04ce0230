import { cut } from "./cut.ts";

/** Stands between two characters that GitHub would otherwise take for one thing. Nobody sees it. */
const joiner = "\u200d";

/**
 * A text on one line as the same text in GitHub's markdown: no markup, no HTML, no link, nobody is called by it and no
 * issue referred to (or closed). What a reader would not see is left out.
 */
export function escapeLine(text: string): string {
  return defused(visibleLine(text)).replaceAll(/[\\`*_{}[\]<>()#+\-.!|~&$^=:]/g, "\\$&");
}

/** A text on one line that nothing marks up, such as a title: it calls nobody and refers to nothing either. */
export function plainLine(text: string, most: number): string {
  return cut(defused(visibleLine(text)), most);
}

/** A text on one line in code's letters. */
export function codeSpan(text: string): string {
  const line = visibleLine(text);
  if (line === "") return "";
  const fence = "`".repeat(longestRun(line) + 1);
  const pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** The same in a cell of a table, where a bar ends the cell in code, too. */
export function codeCell(text: string): string {
  return codeSpan(text).replaceAll("\\|", `\\${joiner}|`).replaceAll("|", "\\|");
}

/** A text of many lines as it is. Only its own fence ends it. */
export function codeBlock(text: string): string {
  const lines = text
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/[^\P{C}\n\t]/gu, "")
    .trimEnd();
  const fence = "`".repeat(Math.max(3, longestRun(lines) + 1));
  return `${fence}text\n${lines}\n${fence}`;
}

/** On one line and without what can't be seen: controls, marks of direction, zero-width characters. */
function visibleLine(text: string): string {
  return text
    .replaceAll(/[\s\p{Cc}]/gu, " ")
    .replaceAll(/\p{C}/gu, "")
    .replaceAll(/ +/g, " ")
    .trim();
}

/** Takes the power from mentions, references to issues and commits, and addresses that become links by themselves. */
function defused(line: string): string {
  return line
    .replaceAll(/@(?=\w)/g, `@${joiner}`)
    .replaceAll(/#(?=\d)/g, `#${joiner}`)
    .replaceAll(/(GH)-(?=\d)/gi, `$1${joiner}-`)
    .replaceAll(/:(?=\/\/)/g, `:${joiner}`)
    .replaceAll(/(www)\.(?=\S)/gi, `$1${joiner}.`)
    .replaceAll(/(mailto|xmpp):(?=\S)/gi, `$1${joiner}:`);
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
