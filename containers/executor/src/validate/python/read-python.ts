import { linesOf } from "../paths.ts";
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
  /** Dotted names in its strings: modules that are loaded by their names. */
  dotted: ReadonlySet<string>;
  routes: PythonRoutes;
}

const importLine =
  /^([ \t]*)(?:from[ \t]+(\.*)[ \t]*([\w.]*)[ \t]+import[ \t]*(\([^)]*\)?|[^\n;]*)|import[ \t]+([^\n;]*))/gm;

/** Reads a module in Python by its lines, as far as imports, names and routes go. */
export function readPython(text: string): PythonFacts {
  // A line that goes on is one: with its break it would end there.
  const code = blanked(text.replaceAll(/\\\r?\n/g, " "));
  const imports = readImports(code);
  return {
    imports,
    names: namesBound(code, imports),
    isOpen:
      imports.some((one) => one.names?.includes("*") === true) ||
      /\bdef[ \t]+__getattr__\b|\bglobals\(\)|\bsetattr\(/.test(code),
    isProgram: text.startsWith("#!") || /^if[ \t]+__name__[ \t]*==/m.test(code),
    dotted: new Set(
      Array.from(
        blanked(text, true).matchAll(/["']([A-Za-z_]\w*(?:\.\w+)+)(?::\w+)?["']/g),
        ([, one = ""]) => one,
      ),
    ),
    routes: readPythonRoutes(blanked(text, true)),
  };
}

/** The names that a module's lines bind: what is defined, taken from others, or stands on the left of something. */
function namesBound(code: string, imports: readonly PythonImport[]): Set<string> {
  const names = new Set<string>();
  const add = (part: string): void => {
    for (const name of part.match(/\w+/g) ?? []) names.add(name);
  };
  for (const line of code.split("\n")) {
    for (const { 1: name = "" } of line.matchAll(/\b(?:def|class|global|as|type)[ \t]{1,50}(\w+)/g))
      add(name);
    for (const { 1: name = "" } of line.matchAll(/(\w+)[ \t]{0,50}:=/g)) add(name);
    const loop = /\bfor\b/.exec(line);
    if (loop !== null) add(line.slice(loop.index).split(/\bin\b/)[0] ?? "");
    // "a = b = 1", "(a, b) = c", "a: int = 1", "a: int", and a left side that goes on.
    const sides = line.split("=");
    if (sides.length > 1) add(sides.slice(0, -1).join(" "));
    else if (line.trimEnd().endsWith(",")) add(line);
    else add(/^[ \t]*(\w+)[ \t]*:/.exec(line)?.[1] ?? "");
  }
  for (const { module, names: taken } of imports)
    for (const name of taken ?? [module.split(".")[0] ?? ""]) names.add(name);
  return names;
}

function readImports(code: string): PythonImport[] {
  const lineOf = linesOf(code);
  const imports: PythonImport[] = [];
  for (const found of code.matchAll(importLine)) {
    const { 1: indent = "", 2: dots = "", 3: from = "", 4: taken, 5: modules = "", index } = found;
    const line = lineOf(index);
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
