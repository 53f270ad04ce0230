import type { Scripts } from "../called-scripts.ts";
import { linesAsText } from "./recipe.ts";

interface Line {
  indent: number;
  text: string;
}

/**
 * The tasks of a Taskfile as scripts, `task test` by that name: what they depend on, their variables, their commands. One with
 * templates is left out. https://taskfile.dev/docs/reference/schema
 */
export function taskScripts(text: string): Scripts {
  const lines = text.split(/\r?\n/).flatMap((line): Line[] => {
    const plain = line.replace(/(?:^|\s)#.*$/, "").trimEnd();
    return plain.trim() === "" ? [] : [{ indent: plain.search(/\S/), text: plain.trim() }];
  });
  const scripts: Record<string, string> = {};
  for (const [name, own, value] of parts(beneath(lines, "tasks"))) {
    const commands = value === "" ? listOf(own, "cmds", "cmd") : [unquoted(value)];
    const plainList = value === "" && own[0]?.text.startsWith("- ") === true ? items(own) : commands;
    const needs = listOf(own, "deps").map((each) => called(each) ?? `task ${each}`);
    const env = [...parts(beneath(lines, "env")), ...parts(beneath(own, "env"))].map(
      ([variable, , set]) => `export ${variable}='${unquoted(set)}'`,
    );
    const folder = parts(own).find(([key]) => key === "dir")?.[2];
    const all = [...env, ...needs, ...plainList.map((each) => called(each) ?? each.replace(/^cmd:\s*/, ""))];
    const isPlain = !all.some((line) => line.includes("{{") || /^\w+:(?:\s|$)|^[|>]/.test(line));
    if (isPlain && folder === undefined) scripts[`task ${name}`] = linesAsText(all);
  }
  const standard = scripts["task default"];
  return standard === undefined ? scripts : { ...scripts, "task ": standard };
}

/** `task: build` in a list: another task. */
const called = (text: string): string | null => {
  const [, name] = /^task:\s*(\S+)$/.exec(text) ?? [];
  return name === undefined ? null : `task ${unquoted(name)}`;
};

/** The lines beneath a name. */
function beneath(lines: readonly Line[], name: string): Line[] {
  const least = Math.min(...lines.map(({ indent }) => indent));
  const at = lines.findIndex((line) => line.indent === least && line.text === `${name}:`);
  return at === -1 ? [] : block(lines, at);
}

/** What belongs to the line at a place; a list may stand no deeper than its name. */
function block(lines: readonly Line[], at: number): Line[] {
  const { indent = 0 } = lines[at] ?? {};
  const rest = lines.slice(at + 1);
  const end = rest.findIndex(
    (line) => line.indent < indent || (line.indent === indent && !line.text.startsWith("- ")),
  );
  return end === -1 ? rest : rest.slice(0, end);
}

/** The names at the top of some lines: each with what stands beneath it, and behind it. */
function parts(lines: readonly Line[]): [name: string, own: Line[], value: string][] {
  const least = Math.min(...lines.map(({ indent }) => indent));
  return lines.flatMap((line, at) => {
    const [, name, value = ""] = /^(["']?[\w:.-]+?["']?):(?:\s+(.*))?$/.exec(line.text) ?? [];
    return line.indent === least && name !== undefined && !line.text.startsWith("- ")
      ? [[unquoted(name), block(lines, at), value] as [string, Line[], string]]
      : [];
  });
}

/** The list, or the one word, of the first of some names that is there. */
function listOf(lines: readonly Line[], ...names: string[]): string[] {
  const found = parts(lines).find(([name]) => names.includes(name));
  if (found === undefined) return [];
  const [, own, value] = found;
  if (value.startsWith("["))
    return value
      .slice(1, -1)
      .split(",")
      .map((each) => unquoted(each.trim()));
  return value === "" ? items(own) : [unquoted(value)];
}

const items = (lines: readonly Line[]): string[] =>
  lines.flatMap(({ text }) => (text.startsWith("- ") ? [unquoted(text.slice(2).trim())] : []));

const unquoted = (text: string): string => text.replace(/^(["'])(.*)\1$/, "$2");
