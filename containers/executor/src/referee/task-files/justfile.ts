import type { Scripts } from "../called-scripts.ts";
import { linesAsText } from "./recipe.ts";

/**
 * The recipes of a justfile as scripts, `just test` by that name. One that takes more than words and variables is left out.
 * https://just.systems/man/en/
 */
export function justScripts(text: string): Scripts {
  const variables = new Map<string, string>();
  const exported: string[] = [];
  const recipes = new Map<string, { needs: string[]; lines: string[] }>();
  let current: string[] | null = null;
  let first: string | null = null;
  for (const line of text.replaceAll(/\\\r?\n\s*/g, " ").split(/\r?\n/)) {
    if (/^\s*(?:#(?!!).*)?$/.test(line)) continue;
    if (/^\s/.test(line)) {
      current?.push(line.trim().replace(/^[@-]+\s*/, ""));
      continue;
    }
    const [, exports, name = "", , value] = /^(export\s+)?([\w-]+)\s*:=\s*(["'])(.*)\3\s*$/.exec(line) ?? [];
    if (value !== undefined) {
      variables.set(name, value);
      if (exports !== undefined) exported.push(`export ${name}="${value}"`);
      continue;
    }
    const [, recipe, words = "", needs = ""] = /^@?([\w-]+)([^:]*):(?!=)(.*)$/.exec(line) ?? [];
    if (recipe === undefined) continue;
    current = [];
    // What is given behind the name is nothing here, or what it is without.
    for (const [, word = "", , without = ""] of words.matchAll(/[*+$]*([\w-]+)(?:=(["'])(.*?)\2)?/g))
      variables.set(word, without);
    const before = needs.replace(/#.*$/, "").split("&&")[0] ?? "";
    recipes.set(recipe, { needs: before.split(/\s+/).filter(Boolean), lines: current });
    first ??= recipe;
  }
  const scripts: Record<string, string> = {};
  for (const [name, { needs, lines }] of recipes) {
    const filled = lines.map((line) =>
      line.replaceAll(/\{\{\s*([\w-]+)\s*\}\}/g, (whole, each: string) => variables.get(each) ?? whole),
    );
    // A script in another language, an expression, or a need with words of its own.
    const isPlain = !filled.some((line) => line.startsWith("#!") || line.includes("{{"));
    if (isPlain && needs.every((each) => recipes.has(each)))
      scripts[`just ${name}`] = linesAsText([...exported, ...needs.map((each) => `just ${each}`), ...filled]);
  }
  const standard = first === null ? undefined : scripts[`just ${first}`];
  return standard === undefined ? scripts : { ...scripts, "just ": standard };
}
