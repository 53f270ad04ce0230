import { at, readConfig } from "../runners/config-file.ts";
import type { Scripts } from "../called-scripts.ts";
import { linesAsText } from "./recipe.ts";

/**
 * The commands of tox as scripts: `tox` by that name, `tox lint` of one environment. What is set for them comes first; one that takes more
 * than words is left out. https://tox.wiki/en/latest/config.html
 */
export function toxScripts(text: string): Scripts {
  const config = readConfig("tox.ini", text) ?? {};
  const scripts: Record<string, string> = {};
  for (const section of Object.keys(config)) {
    const [, name = ""] = /^testenv(?::(.+))?$/.exec(section) ?? [null, null];
    if (!section.startsWith("testenv") || name === null) continue;
    const own = (key: string): string[] => linesOf(at(config, section, key) ?? at(config, "testenv", key));
    const sets = [...own("setenv"), ...own("set_env")].map((line) =>
      line.replace(/^([\w.]+)\s*=\s*(.*)$/, `export $1='$2'`),
    );
    const before = own("commands_pre");
    const lines = [...sets, ...before, ...own("commands")].map(filledIn);
    const folder = own("changedir").length > 0 || own("change_dir").length > 0;
    if (lines.every((line) => line !== null) && !folder)
      scripts[name === "" ? "tox " : `tox ${name}`] = linesAsText(lines);
  }
  return scripts;
}

const linesOf = (value: unknown): string[] =>
  typeof value === "string"
    ? value
        .replaceAll(/\\\n\s*/g, " ")
        .split("\n")
        .map((line) => line.trim().replace(/^-\s+/, ""))
        .filter((line) => line !== "")
    : [];

/** What is put in where nothing is given; null: only tox would know. */
function filledIn(line: string): string | null {
  const text = line
    .replaceAll(
      /\{posargs(?::((?:[^{}]|\{[^{}]*\})*))?\}/g,
      (_, without: string | undefined) => without ?? "",
    )
    .replaceAll(/\{(?:toxinidir|tox_root)\}/g, ".")
    .replaceAll(/\{(?:envpython|env_python)\}/g, "python")
    .replaceAll(/\{env:\w+(?::([^{}]*))?\}/g, (_, without: string | undefined) => without ?? "");
  return /\{(?:\w+(?::|\})|:|\[)/.test(text) ? null : text.trim();
}
