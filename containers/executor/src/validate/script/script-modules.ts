import { isBuiltin } from "node:module";
import ignore from "ignore";
import { isMarkup, isOfOthers, isScript } from "../kinds-of-files.ts";
import { folderOf, foldersAbove, joined } from "../paths.ts";
import type { Manifest } from "../read-manifests.ts";
import { type Alias, aliasesFor, readAliases } from "./aliases.ts";
import { readScript, type ScriptFacts } from "./read-script.ts";
import { ownImport } from "./own-import.ts";

/** Where an import leads. */
export type ScriptPlace =
  | { kind: "file"; path: string }
  | { kind: "package"; name: string }
  | { kind: "missing" }
  /** Of the runtime, made by a tool, or by a name that only running settings would explain. */
  | { kind: "unknown" };

/** What may be left out at an import's end. */
const endings = [
  ".ts",
  ".tsx",
  ".d.ts",
  ".mts",
  ".cts",
  ".js",
  ".jsx",
  ".mjs",
  ".cjs",
  ".json",
  ".vue",
  ".svelte",
  ".astro",
  ".node",
  ".d.mts",
  ".d.cts",
];
/** What TypeScript compiles to what. */
const sources = [
  [/\.js$/, [".ts", ".tsx", ".d.ts"]],
  [/\.jsx$/, [".tsx"]],
  [/\.mjs$/, [".mts", ".d.mts"]],
  [/\.cjs$/, [".cts", ".d.cts"]],
] as const;
/** Types that frameworks make beside a file. */
const made = /(?:^|\/)(?:\$types|\+types\/)/;
const packageName = /^(?:@[a-z0-9~_-][\w.~-]*\/)?[a-z0-9_][\w.~-]*(?=\/|$)/i;

/** The modules in JavaScript and TypeScript of a tree. */
export class ScriptModules {
  readonly facts = new Map<string, ScriptFacts | null>();
  readonly #paths: ReadonlySet<string>;
  readonly #aliases: readonly Alias[];
  readonly #manifests: readonly Manifest[];
  readonly #ambient: readonly string[];
  readonly #ignored: readonly { folder: string; rules: ReturnType<typeof ignore> }[];

  constructor(
    paths: ReadonlySet<string>,
    texts: ReadonlyMap<string, string>,
    more: { manifests: readonly Manifest[]; read?: typeof readScript },
  ) {
    const { manifests, read = readScript } = more;
    this.#paths = paths;
    this.#manifests = manifests;
    this.#aliases = readAliases(texts);
    for (const [path, text] of texts)
      if ((isScript(path) || isMarkup(path)) && !isOfOthers(path)) this.facts.set(path, read(path, text));
    this.#ambient = [...this.facts].flatMap(([, facts]) => facts?.ambient ?? []);
    this.#ignored = [...texts]
      .filter(([path]) => /(?:^|\/)\.gitignore$/.test(path))
      .map(([path, text]) => ({ folder: folderOf(path), rules: ignore().add(text) }));
  }

  /** Where an import of a file leads. */
  place(from: string, said: string): ScriptPlace {
    if (said.startsWith("#")) return this.#byPackage(from, said);
    // "./logo.svg?url": what follows is for the bundler.
    const specifier = said.replace(/[?#].*$/s, "");
    if (specifier === "" || specifier.includes(":") || specifier.includes("!") || isBuiltin(specifier))
      return { kind: "unknown" };
    if (this.#isAmbient(specifier)) return { kind: "unknown" };
    if (/^\.{1,2}(?:\/|$)/.test(specifier)) return this.#relative(folderOf(from), specifier);
    if (specifier.startsWith("/")) return this.#atRoot(from, specifier.slice(1));
    return this.#byAlias(from, specifier) ?? this.#packageOf(specifier);
  }

  /** A file by a path without its ending, or by its folder; null: there is none. */
  file(path: string): string | null {
    const plain = path.replace(/\/$/, "");
    if (this.#paths.has(plain)) return plain;
    for (const [compiled, written] of sources)
      for (const ending of compiled.test(plain) ? written : []) {
        const source = plain.replace(compiled, ending);
        if (this.#paths.has(source)) return source;
      }
    const inFolder = plain === "" ? "index" : `${plain}/index`;
    for (const start of plain === "" ? [inFolder] : [plain, inFolder])
      for (const ending of endings) if (this.#paths.has(`${start}${ending}`)) return `${start}${ending}`;
    return null;
  }

  /** Whether a module gives a name to others; null: nobody can tell. */
  gives(path: string, name: string, seen = new Set<string>()): boolean | null {
    if (seen.has(path)) return false;
    seen.add(path);
    const facts = this.facts.get(path);
    if (facts === null || facts === undefined || facts.exports.isOpen) return null;
    if (facts.exports.names.has(name)) return true;
    // Whatever a module passes on, its default isn't among it.
    if (name === "default") return false;
    let isKnown = true;
    for (const star of facts.exports.stars) {
      const place = this.place(path, star);
      const found = place.kind === "file" ? this.gives(place.path, name, seen) : null;
      if (found === true) return true;
      if (found === null) isKnown = false;
    }
    return isKnown ? false : null;
  }

  /** Whether a path is one that git is told to leave out: what lies there is made by some tool. */
  isIgnored(path: string): boolean {
    return this.#ignored.some(({ folder, rules }) => {
      const own = path.startsWith(folder) ? path.slice(folder.length).replace(/^\/+/, "") : "";
      return own !== "" && ignore.isPathValid(own) && (rules.ignores(own) || rules.ignores(`${own}/`));
    });
  }

  #relative(folder: string, specifier: string): ScriptPlace {
    const path = joined(folder, specifier);
    if (path === null) return { kind: "missing" };
    const file = this.file(path) ?? this.#mainOf(path);
    if (file !== null) return { kind: "file", path: file };
    if (made.test(specifier) || isOfOthers(`${path}/`) || this.isIgnored(path)) return { kind: "unknown" };
    if (endings.some((ending) => this.isIgnored(`${path}${ending}`))) return { kind: "unknown" };
    return { kind: "missing" };
  }

  /** A folder with a package.json of its own says itself what is imported of it: mostly something that is built. */
  #mainOf(path: string): string | null {
    const own = path === "" ? "package.json" : `${path}/package.json`;
    return this.#paths.has(own) ? own : null;
  }

  /** Bundlers look from their own root. */
  #atRoot(from: string, path: string): ScriptPlace {
    for (const folder of foldersAbove(from)) {
      const found = this.file(`${folder}${path}`) ?? this.file(`${folder}public/${path}`);
      if (found !== null) return { kind: "file", path: found };
    }
    return { kind: "unknown" };
  }

  #byAlias(from: string, specifier: string): ScriptPlace | null {
    let named: "no" | "known" | "unknown" = "no";
    for (const { begin, isWhole, targets } of aliasesFor(this.#aliases, from)) {
      if (isWhole ? specifier !== begin : !specifier.startsWith(begin)) continue;
      if (targets === null) named = "unknown";
      else if (begin !== "" && named === "no") named = "known";
      for (const target of targets ?? []) {
        const found = this.file(isWhole ? target : `${target}${specifier.slice(begin.length)}`);
        if (found !== null) return { kind: "file", path: found };
        if (this.isIgnored(`${target}${specifier.slice(begin.length)}`)) return { kind: "unknown" };
      }
    }
    if (named === "unknown") return { kind: "unknown" };
    const isDeclared = this.#manifests.some((one) => ownImport(one, specifier));
    return named === "known" && !isDeclared ? { kind: "missing" } : null;
  }

  /** "#rooms", as the package's own `imports` have it. */
  #byPackage(from: string, specifier: string): ScriptPlace {
    const above = foldersAbove(from);
    const own = above.flatMap((folder) => this.#manifests.find((one) => one.folder === folder) ?? [])[0];
    if (own === undefined) return { kind: "unknown" };
    for (const [name, target] of Object.entries(own.imports)) {
      const [begin = "", end = ""] = name.split("*");
      const fits = name.includes("*")
        ? specifier.startsWith(begin) && specifier.endsWith(end)
        : specifier === name;
      const star = specifier.slice(begin.length, specifier.length - end.length);
      for (const one of fits ? targetsIn(target) : []) {
        const path = joined(
          own.folder,
          one.replaceAll("*", () => star),
        );
        const file = path === null ? null : this.file(path);
        if (file !== null) return { kind: "file", path: file };
      }
    }
    return { kind: "unknown" };
  }

  #packageOf(specifier: string): ScriptPlace {
    const name = packageName.exec(specifier)?.[0];
    return name === undefined ? { kind: "unknown" } : { kind: "package", name };
  }

  #isAmbient(specifier: string): boolean {
    return this.#ambient.some((pattern) => {
      const [begin = "", end] = pattern.split("*");
      return end === undefined
        ? pattern === specifier
        : specifier.startsWith(begin) && specifier.endsWith(end);
    });
  }
}

/** Where a name of a package's `imports` may lead, under whichever conditions. */
function targetsIn(target: unknown): string[] {
  if (typeof target === "string") return [target];
  return typeof target === "object" && target !== null ? Object.values(target).flatMap(targetsIn) : [];
}
