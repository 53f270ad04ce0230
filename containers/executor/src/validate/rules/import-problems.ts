import type { Import } from "../script/read-imports.ts";
import type { Found, Tree } from "../tree.ts";

/** Imports of the project's own files that lead to nothing, and names that the file doesn't give. */
export function importProblems(tree: Tree, when: Import["when"]): Found[] {
  return [...inScripts(tree, when), ...inPython(tree, when)];
}

function inScripts({ scripts }: Tree, when: Import["when"]): Found[] {
  const found: Found[] = [];
  for (const [path, facts] of scripts.facts)
    for (const one of facts?.imports ?? []) {
      if (one.when !== when) continue;
      const place = scripts.place(path, one.specifier);
      if (place.kind === "missing")
        found.push({ path, line: one.line, text: `${JSON.stringify(one.specifier)} leads to nothing` });
      if (place.kind !== "file") continue;
      for (const { name, line } of one.names)
        if (scripts.gives(place.path, name) === false)
          found.push({
            path,
            line,
            text:
              name === "default"
                ? `${place.path} has no default export`
                : `${place.path} doesn't export ${JSON.stringify(name)}`,
          });
    }
  return found;
}

function inPython({ python }: Tree, when: Import["when"]): Found[] {
  const found: Found[] = [];
  for (const [path, { imports }] of python.facts)
    for (const one of imports) {
      if (one.when !== when) continue;
      const { level, module, names, line } = one;
      const place = python.place(path, one);
      const shown = `${".".repeat(level)}${module}`;
      if (place.kind === "missing") found.push({ path, line, text: `the module ${shown} isn't there` });
      if (place.kind !== "files") continue;
      for (const name of names ?? [])
        if (name !== "*" && !python.gives(place.files, path, one, name))
          found.push({ path, line, text: `${place.files[0] ?? shown} has no ${JSON.stringify(name)}` });
    }
  return found;
}
