import { linesAsText } from "./recipe.ts";
import type { Scripts } from "../called-scripts.ts";

/**
 * The targets of a Makefile as scripts, `make test` by that name: what they need first, then their recipe. One that takes more than words
 * and variables stands for itself. https://www.gnu.org/software/make/manual/make.html
 */
export function makeScripts(text: string): Scripts {
  const rules = new Map<string, { needs: string[]; lines: string[] }>();
  const variables = new Map<string, string>([["MAKE", "make"]]);
  const exported: string[] = [];
  let current: string[] = [];
  let first: string | null = null;
  let isPlain = true;
  for (const line of text.replaceAll(/\\\r?\n[ \t]*/g, " ").split(/\r?\n/)) {
    if (line.startsWith("\t")) {
      const command = line.trim().replace(/^[@+-]+\s*/, "");
      if (command !== "" && !command.startsWith("#"))
        for (const target of current) rules.get(target)?.lines.push(command);
      continue;
    }
    const plain = line.replace(/(?:^|\s)#.*$/, "").trim();
    if (plain === "") continue;
    // What only make could decide.
    if (/^(?:ifn?eq|ifn?def|else|endif|define|endef|include|-include)\b/.test(plain)) {
      isPlain &&= !/^(?:if|define)/.test(plain);
      continue;
    }
    const [, exports = "", name, how = "", value = ""] =
      /^(export\s+)?([\w.-]+)\s*(\?|\+|::?:?)?=\s*(.*)$/.exec(plain) ?? [];
    if (name !== undefined) {
      const had = variables.get(name);
      if (how === "+" && had !== undefined) variables.set(name, `${had} ${value}`);
      else if (how !== "?" || had === undefined) variables.set(name, value);
      if (exports !== "") exported.push(name);
      current = [];
      continue;
    }
    const [, alone] = /^export\s+([\w\s]+)$/.exec(plain) ?? [];
    if (alone !== undefined) exported.push(...alone.trim().split(/\s+/));
    const [, targets, rest = ""] = /^([^:=]+?)\s*::?(?!=)\s*(.*)$/.exec(plain) ?? [];
    if (targets === undefined) continue;
    const [needs = "", inline] = rest.split(/\s*;\s*(.*)/s);
    current = (filledIn(targets, variables) ?? "").split(/\s+/).filter((each) => each !== "");
    for (const target of current) {
      const rule = rules.get(target) ?? { needs: [], lines: [] };
      // What comes behind `|` is needed too, but makes nothing anew.
      rule.needs.push(...(filledIn(needs, variables) ?? "").split(/[\s|]+/).filter((each) => each !== ""));
      if (inline !== undefined && inline !== "") rule.lines.push(inline);
      rules.set(target, rule);
      if (!target.startsWith(".") && !target.includes("%")) first ??= target;
    }
  }
  const scripts: Record<string, string> = {};
  for (const [target, { needs, lines }] of rules) {
    const known = needs.filter((each) => rules.has(each)).map((each) => `make ${each}`);
    const sets = exported.map((name) => `export ${name}=${shellWord(variables.get(name) ?? "")}`);
    const filled = [...sets, ...lines].map((line) => filledIn(line, variables));
    const isKnown = isPlain && filled.every((line) => line !== null);
    // By itself it says no more than that it is there.
    scripts[`make ${target}`] = isKnown
      ? linesAsText([...known, ...filled.filter((line) => line !== null)])
      : `make ${target}`;
  }
  const standard = first === null ? undefined : scripts[`make ${first}`];
  return standard === undefined ? scripts : { ...scripts, "make ": standard };
}

const shellWord = (value: string): string => (/\s/.test(value) ? `"${value}"` : value);

/** As deep as variables may hold others. */
const deepest = 10;

/** A recipe's line with its variables' values; null: make would have to work something out. */
function filledIn(line: string, variables: ReadonlyMap<string, string>): string | null {
  let text = line;
  for (let depth = 0; depth < deepest; depth++) {
    const next = text.replaceAll(
      /(?<!\$)\$[({]([\w.-]+)[)}]/g,
      (_, name: string) => variables.get(name) ?? "",
    );
    if (next === text) break;
    text = next;
  }
  return /(?<!\$)\$(?!\$)/.test(text) ? null : text.replaceAll("$$", "$").trim();
}
