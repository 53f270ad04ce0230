import { isOfOthers, isPython } from "../kinds-of-files.ts";
import { folderOf } from "../paths.ts";
import { type PythonFacts, type PythonImport, readPython } from "./read-python.ts";

/** Where a dotted name leads: files of the tree; or it is none of the project's own. */
export type PythonPlace =
  | { kind: "files"; files: readonly string[] }
  | { kind: "missing" }
  /** Of a package that is installed, or of the language itself. */
  | { kind: "package"; name: string }
  | { kind: "unknown" };

/** The modules in Python of a tree, by where imports are looked for. */
export class PythonModules {
  readonly facts = new Map<string, PythonFacts>();
  readonly #files: ReadonlySet<string>;
  readonly #folders = new Set<string>();
  readonly #roots: readonly string[];

  constructor(paths: ReadonlySet<string>, texts: ReadonlyMap<string, string>) {
    this.#files = new Set([...paths].filter((path) => isPython(path) || /\.(?:pyi|pyx|so|pyd)$/.test(path)));
    for (const path of this.#files)
      for (let at = folderOf(path); at !== "" && !this.#folders.has(at); at = folderOf(at.slice(0, -1)))
        this.#folders.add(at);
    for (const path of this.#files) {
      const text = texts.get(path);
      if (text !== undefined && isPython(path) && !isOfOthers(path)) this.facts.set(path, readPython(text));
    }
    const projects = [...paths]
      .filter((path) =>
        /(?:^|\/)(?:pyproject\.toml|setup\.(?:py|cfg)|manage\.py|requirements[^/]*\.txt)$/.test(path),
      )
      .map(folderOf);
    this.#roots = [
      ...new Set(["", ...projects].flatMap((folder) => [folder, `${folder}src/`, `${folder}lib/`])),
    ];
  }

  /** Where the module of an import is looked for. */
  place(from: string, { level, module }: Pick<PythonImport, "level" | "module">): PythonPlace {
    const parts = module === "" ? [] : module.split(".");
    if (level > 0) {
      let folder: string = folderOf(from);
      for (let up = 1; up < level; up++) {
        if (folder === "") return { kind: "missing" };
        folder = folderOf(folder.slice(0, -1));
      }
      const files = this.#filesOf(folder, parts);
      return files === null ? { kind: "missing" } : { kind: "files", files };
    }
    const [top = ""] = parts;
    // A module that is started finds what lies beside it; one of a package doesn't.
    const beside = this.#files.has(`${folderOf(from)}__init__.py`) ? [] : [folderOf(from)];
    const roots = [...new Set([...this.#roots, ...beside])].filter(
      (root) => this.#filesOf(root, [top]) !== null,
    );
    if (roots.length === 0) return { kind: "package", name: top };
    const files = roots.flatMap((root) => this.#filesOf(root, parts) ?? []);
    if (files.length > 0 || roots.some((root) => this.#folders.has(`${root}${parts.join("/")}/`)))
      return { kind: "files", files };
    // A folder of the same name as a package says nothing of that package.
    return roots.some((root) => this.#isOwn(root, top))
      ? { kind: "missing" }
      : { kind: "package", name: top };
  }

  /** Whether a name can be taken from where a module is: it is bound there, or a module in there. */
  gives(place: readonly string[], from: string, one: PythonImport, name: string): boolean {
    const within = this.place(from, { ...one, module: one.module === "" ? name : `${one.module}.${name}` });
    if (within.kind === "files") return true;
    if (place.length === 0) return false;
    return place.some((file) => {
      const facts = this.facts.get(file);
      return facts === undefined || facts.isOpen || facts.names.has(name) || /^__\w+__$/.test(name);
    });
  }

  #isOwn(root: string, top: string): boolean {
    return this.#files.has(`${root}${top}.py`) || this.#files.has(`${root}${top}/__init__.py`);
  }

  /** The files of a module in a folder: its own, or its package's. Empty: a package without a file; null: there is none. */
  #filesOf(root: string, parts: readonly string[]): string[] | null {
    const at = `${root}${parts.join("/")}`;
    if (parts.length === 0) {
      const own = `${root}__init__.py`;
      return this.#files.has(own) ? [own] : [];
    }
    for (const ending of [".py", "/__init__.py", ".pyi", "/__init__.pyi", ".pyx", ".so"])
      if (this.#files.has(`${at}${ending}`)) return [`${at}${ending}`];
    return this.#folders.has(`${at}/`) ? [] : null;
  }
}
