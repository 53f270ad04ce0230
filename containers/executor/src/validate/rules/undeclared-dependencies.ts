import { isMarkup } from "../kinds-of-files.ts";
import { foldersAbove } from "../paths.ts";
import { pythonNeeds, isDeclaredInPython } from "../python/python-needs-declared.ts";
import { declaredBy } from "../read-manifests.ts";
import { isBroughtAlong } from "../script/comes-with.ts";
import type { Found, Tree } from "../tree.ts";
import type { Rule } from "./rule.ts";

/** What isn't declared is there by chance, until it isn't. */
export const undeclaredDependencies: Rule = {
  level: "block",
  says: "a package is imported and declared nowhere",
  isOfTheWhole: true,
  find: (tree) => firstOfEach([...inScripts(tree), ...inPython(tree)]),
};

function inScripts({ scripts, manifests }: Tree): Found[] {
  const found: Found[] = [];
  const own = new Set(manifests.flatMap(({ name }) => name ?? []));
  for (const [path, facts] of scripts.facts) {
    if (isMarkup(path)) continue;
    const above = new Set(foldersAbove(path));
    const near = manifests.filter(({ folder }) => above.has(folder));
    if (near.length === 0) continue;
    const declared = new Set(near.flatMap(declaredBy));
    for (const { specifier, line, when } of facts?.imports ?? []) {
      const place = scripts.place(path, specifier);
      if (place.kind !== "package" || when !== "always") continue;
      const { name } = place;
      if (own.has(name) || declared.has(name) || declared.has(typesOf(name))) continue;
      if (isBroughtAlong(name, declared)) continue;
      const where = near.map((one) => one.path).toSorted((a, b) => b.length - a.length)[0] ?? "package.json";
      found.push({ path, line, text: `${JSON.stringify(name)} is imported and not declared in ${where}` });
    }
  }
  return found;
}

/** Whose types alone are used. */
const typesOf = (name: string): string => `@types/${name.replace(/^@/, "").replace("/", "__")}`;

function inPython({ python, texts }: Tree): Found[] {
  const needs = pythonNeeds(texts);
  if (needs === null) return [];
  const found: Found[] = [];
  for (const [path, { imports }] of python.facts)
    for (const one of imports) {
      const place = python.place(path, one);
      if (place.kind !== "package" || one.when !== "always" || isDeclaredInPython(needs, place.name))
        continue;
      found.push({
        path,
        line: one.line,
        text: `${JSON.stringify(place.name)} is imported and not declared in ${needs.said}`,
      });
    }
  return found;
}

/** One place of each is enough to mend it. */
function firstOfEach(found: readonly Found[]): Found[] {
  const seen = new Set<string>();
  return found.filter(({ text }) => !seen.has(text) && seen.add(text));
}
