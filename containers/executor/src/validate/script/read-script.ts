import { type ParserOptions, parse } from "@babel/parser";
import { isMarkup } from "../kinds-of-files.ts";
import { linesOf } from "../paths.ts";
import { type Exports, readExports } from "./read-exports.ts";
import { type Import, readImports } from "./read-imports.ts";
import { isNode, nodesWithin } from "./node.ts";
import { type Asked, basesIn, readAsked } from "./read-asked.ts";
import { readRoutes, type Routes } from "./read-routes.ts";

/** What a module says of itself and of others. */
export interface ScriptFacts {
  imports: readonly Import[];
  exports: Exports;
  /** Other files that it names, from where it lies: "./worker.ts", "./pages/*.vue". */
  named: readonly string[];
  /** Modules that it declares without there being a file: "*.svg". */
  ambient: readonly string[];
  routes: Routes;
  asked: readonly Asked[];
  /** What clients that it makes put before each path. */
  bases: readonly string[];
  /** Is started by its name: `#!/usr/bin/env node`. */
  isProgram: boolean;
}

const noRoutes: Routes = { answered: [], mounts: [], isWhole: true };

/** Reads a module. Null: it can't be read, which is for its compiler and its tests to say. */
export function readScript(path: string, text: string): ScriptFacts | null {
  if (isMarkup(path)) return readMarkup(text);
  const code = path.endsWith(".vue") ? scriptsOf(text) : text;
  let program: unknown;
  try {
    ({ program } = parse(code, optionsFor(path, code)));
  } catch {
    return null;
  }
  if (!isNode(program)) return null;
  const all = nodesWithin(program);
  const { imports, named, ambient } = readImports(all);
  return {
    imports: [...imports, ...linked(path, text)],
    exports: readExports(program, all, path),
    named,
    ambient,
    routes: readRoutes(all),
    asked: readAsked(all),
    bases: basesIn(all),
    isProgram: text.startsWith("#!"),
  };
}

function optionsFor(path: string, code: string): ParserOptions {
  const isTyped = /\.(?:[cm]?ts|vue)$/.test(path);
  const isFlow = !isTyped && /^\s*(?:\/\/|\/?\*+)\s*@flow\b/m.test(code.slice(0, 2000));
  return {
    sourceType: "unambiguous",
    allowReturnOutsideFunction: true,
    allowUndeclaredExports: true,
    // What two scripts of one Vue file both declare is no error of theirs.
    errorRecovery: path.endsWith(".vue"),
    plugins: [isFlow ? "flow" : "typescript", "decorators-legacy", ...(isTyped ? [] : ["jsx" as const])],
  };
}

const scriptBlock = /(<script\b[^>]{0,500}>)([\s\S]*?)(?:<\/script\s*>|$)/gi;

/** A Vue file's scripts where they stand, with blanks for all the rest. */
function scriptsOf(text: string): string {
  const blank = (part: string): string => part.replaceAll(/[^\n]/g, " ");
  let code = "";
  let at = 0;
  for (const { 0: whole, 1: head = "", 2: body = "", index } of text.matchAll(scriptBlock)) {
    code += blank(text.slice(at, index + head.length)) + body;
    at = index + head.length + body.length;
    code += blank(whole.slice(head.length + body.length)).replace(/^ /, ";");
    at = index + whole.length;
  }
  return code + blank(text.slice(at));
}

/** `<script src="./other.ts">` in a Vue file. */
function linked(path: string, text: string): Import[] {
  if (!path.endsWith(".vue")) return [];
  const lineOf = linesOf(text);
  return [...text.matchAll(/<script\b[^>]{0,300}?\bsrc="(\.[^"]{1,300})"/gi)].map(
    ({ 1: specifier = "", index }) => ({ specifier, line: lineOf(index), names: [], when: "always" }),
  );
}

/** Of files that hold more than a script, only what they lead to. */
function readMarkup(text: string): ScriptFacts {
  const lineOf = linesOf(text);
  const imports = [...text.matchAll(/\b(?:from|import)\s*\(?\s*["']([^"'\n]{1,300})["']/g)].map(
    ({ 1: specifier = "", index }): Import => ({
      specifier,
      line: lineOf(index),
      names: [],
      when: "perhaps",
    }),
  );
  const named = [...text.matchAll(/\b(?:src|href)=["']([^"'\n]{1,300})["']/g)].map(([, one = ""]) => one);
  return {
    imports,
    exports: { names: new Set(), stars: [], isOpen: true },
    named,
    ambient: [],
    routes: noRoutes,
    asked: [],
    bases: [],
    isProgram: false,
  };
}
