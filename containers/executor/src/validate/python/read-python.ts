import { lineAt } from "../paths.ts";
import { blanked } from "./blanked.ts";
import { type PythonRoutes, readPythonRoutes } from "./read-python-routes.ts";

/** A place where a module takes from another. */
export interface PythonImport {
  /** Dots before the module's name: 0 for one from the top. */
  level: number;
  /** "app.rooms"; "" in `from . import rooms`. */
  module: string;
  /** What it takes of it: modules or names; null: the module itself. */
  names: readonly string[] | null;
  line: number;
  /** Whether the module can't do without it. */
  when: "always" | "perhaps";
}

export interface PythonFacts {
  imports: readonly PythonImport[];
  /** All that is bound anywhere in it: more than others can take, never less. */
  names: ReadonlySet<string>;
  /** There may be more names than are written down. */
  isOpen: boolean;
  isProgram: boolean;
  routes: PythonRoutes;
}

const importLine =
  /^([ \t]*)(?:from[ \t]+(\.*)[ \t]*([\w.]*)[ \t]+import[ \t]*(\([^)]*\)?|[^\n;]*)|import[ \t]+([^\n;]*))/gm;

/** Reads a module in Python by its lines, as far as imports, names and routes go. */
export function readPython(text: string): PythonFacts {
  const code = blanked(text.replaceAll(/\\\r?\n/g, (both) => " ".repeat(both.length - 1) + "\n")).replaceAll(
    "\r",
    " ",
  );
  // A line that goes on is one: with its break it would end there.
  const whole = /\\\r?\n/.test(text) ? blanked(text.replaceAll(/\\\r?\n/g, " ")) : code;
  const imports = readImports(whole);
  const names = new Set<string>();
  for (const { 1: name = "" } of whole.matchAll(/\b(?:def|class|global|as|for|type)[ \t]+(\w+)/g))
    names.add(name);
  for (const { 0: left } of whole.matchAll(
    /^[^\n=()[\]{}]*?(?==(?!=))|\w+(?=[ \t]*:=)|^[ \t]*\w+(?=[ \t]*:[^\n=]*)/gm,
  ))
    for (const name of left.match(/\w+/g) ?? []) names.add(name);
  for (const { module, names: taken } of imports)
    for (const name of taken ?? [module.split(".")[0] ?? ""]) names.add(name);
  // What stands in brackets on the left is bound as well: `(a, b) = …`, `for a, b in …`, `with x as (a, b)`.
  for (const { 1: left = "" } of whole.matchAll(
    /^[ \t]*(?:for[ \t]+)?[([]?([\w, \t]+)[)\]]?[ \t]*(?:=(?!=)|in\b)/gm,
  ))
    for (const name of left.match(/\w+/g) ?? []) names.add(name);
  return {
    imports,
    names,
    isOpen:
      imports.some((one) => one.names?.includes("*") === true) ||
      /\bdef[ \t]+__getattr__\b|\bglobals\(\)|\bsetattr\(/.test(whole),
    isProgram: text.startsWith("#!") || /^if[ \t]+__name__[ \t]*==/m.test(whole),
    routes: readPythonRoutes(blanked(text, true)),
  };
}

function readImports(code: string): PythonImport[] {
  const imports: PythonImport[] = [];
  for (const found of code.matchAll(importLine)) {
    const { 1: indent = "", 2: dots = "", 3: from = "", 4: taken, 5: modules = "", index } = found;
    const line = lineAt(code, index);
    const when = indent === "" ? "always" : "perhaps";
    if (taken !== undefined)
      imports.push({ level: dots.length, module: from, names: namesIn(taken), line, when });
    else for (const module of namesIn(modules)) imports.push({ level: 0, module, names: null, line, when });
  }
  return imports.filter(({ level, module }) => level > 0 || module !== "");
}

/** "(a as b, c)" → a, c */
const namesIn = (list: string): string[] =>
  list
    .replaceAll(/[()]/g, " ")
    .split(",")
    .map((part) => part.trim().split(/\s+/)[0] ?? "")
    .filter((name) => /^[\w.]+$|^\*$/.test(name));
