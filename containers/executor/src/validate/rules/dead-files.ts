import { matchesGlob } from "node:path";
import { isConfig, isDeclaration, isOfOthers, isOfTests, isPython, isScript } from "../kinds-of-files.ts";
import { declaredBy } from "../read-manifests.ts";
import { folderOf, joined } from "../paths.ts";
import type { Tree } from "../tree.ts";
import type { Rule } from "./rule.ts";

/** Code that nothing reaches is read and kept by people who think that it is used. */
export const deadFiles: Rule = {
  level: "warn",
  says: "a file of code is imported by nothing, and is no entry, test or setting",
  find: (tree) => {
    const used = usedIn(tree);
    const candidates = [...tree.texts.keys()].filter(
      (path) => (isScript(path) || isPython(path)) && !used.has(path) && !isEntry(tree, path),
    );
    if (candidates.length === 0) return [];
    const words = mentioned(tree);
    return candidates
      .filter((path) => !isNamed(path, words) && !isNamedByPackage(tree, path))
      .map((path) => ({ path, line: 1, text: "nothing imports this file, and nothing names it" }));
  },
};

/** Files that others import or name. */
function usedIn({ scripts, python, paths }: Tree): Set<string> {
  const used = new Set<string>();
  const byName = Map.groupBy(paths, (path) => path.slice(folderOf(path).length));
  for (const [path, facts] of scripts.facts) {
    if (facts === null) continue;
    for (const { specifier } of facts.imports) {
      const place = scripts.place(path, specifier);
      if (place.kind === "file" && place.path !== path) used.add(place.path);
      if (place.kind === "unknown") for (const one of byEnd(paths, specifier)) used.add(one);
    }
    for (const named of facts.named) {
      if (!named.includes("/")) {
        for (const one of byName.get(named) ?? []) used.add(one);
        continue;
      }
      const from = named.startsWith("/") ? joined("", named) : joined(folderOf(path), named);
      if (from === null) continue;
      const file = scripts.file(from);
      if (file !== null && file !== path) used.add(file);
      if (/[*{?]/.test(from) && from.length < 300)
        for (const one of paths) if (matches(one, from)) used.add(one);
    }
  }
  for (const [path, { imports, dotted }] of python.facts) {
    // "shop.settings", "app.main:app", "rooms.apps.RoomsConfig"
    for (const name of dotted)
      for (const module of [name, name.replace(/\.\w+$/, "")]) {
        const place = python.place("", { level: 0, module });
        if (place.kind === "files") for (const file of place.files) if (file !== path) used.add(file);
      }
    for (const one of imports) {
      const names = [
        one.module,
        ...(one.names ?? []).map((name) => (one.module === "" ? name : `${one.module}.${name}`)),
      ];
      for (const module of names) {
        const place = python.place(path, { ...one, module });
        if (place.kind === "files") for (const file of place.files) if (file !== path) used.add(file);
      }
    }
  }
  return used;
}

/** A specifier by a name that only settings explain may be any file whose path ends as it does: "@/rooms/list". */
function byEnd(paths: ReadonlySet<string>, specifier: string): string[] {
  const end = /^[^/]*\/(.+)$/.exec(specifier.replace(/(?<=.)[?#].*$/s, ""))?.[1];
  if (end === undefined || specifier.includes(":")) return [];
  const bare = end.replace(/\.[cm]?[jt]sx?$/, "");
  return [...paths].filter((path) => {
    const stem = path.replace(/\.(?:[cm]?[jt]sx?|vue)$/, "").replace(/\/index$/, "");
    return stem === bare || stem.endsWith(`/${bare}`);
  });
}

function matches(path: string, pattern: string): boolean {
  return matchesGlob(path, pattern) || matchesGlob(path, `${pattern}.*`);
}

/** Frameworks that find modules by where they lie. */
const frameworks =
  /^(?:next|nuxt|nitropack|h3|astro|gatsby|vike|expo-router|@sveltejs\/kit|@remix-run\/.*|@react-router\/.*|@tanstack\/.*-start|@redwoodjs\/.*|@?fastify[/-]autoload)$/;
const placesOfFrameworks =
  /(?:^|\/)(?:pages|app|routes|api|server|plugins|middleware|layouts|composables|utils)\/|(?:^|\/)(?:root|entry\.[a-z]+|routes|middleware|instrumentation|hooks\.[a-z]+)\.[cm]?[jt]sx?$/;

/** Where Django looks for modules in each application. */
const placesOfDjango =
  /\/(?:(?:admin|apps|models|tasks)\.py|(?:management\/commands|templatetags)\/\w+\.py)$/;

/** Is it started, found or made by something that imports nothing? */
function isEntry({ scripts, python, manifests }: Tree, path: string): boolean {
  return (
    isOfTests(path) ||
    isConfig(path) ||
    isOfOthers(path) ||
    isDeclaration(path) ||
    (scripts.facts.get(path)?.isProgram ?? python.facts.get(path)?.isProgram ?? false) ||
    // What can't be read may import, and be, anything.
    (isScript(path) && scripts.facts.get(path) === null) ||
    /(?:^|\/)(?:__init__|__main__|manage|wsgi|asgi|conftest)\.py$/.test(path) ||
    (placesOfDjango.test(path) && [...python.facts.keys()].some((one) => /(?:^|\/)manage\.py$/.test(one))) ||
    /(?:^|\/)(?:scripts?|bin|tools|hooks|examples?|docs?|migrations|alembic|seeds?|public|static|functions|benchmarks?)\//.test(
      path,
    ) ||
    (placesOfFrameworks.test(path) &&
      manifests.some(
        (one) => path.startsWith(one.folder) && declaredBy(one).some((name) => frameworks.test(name)),
      ))
  );
}

const mostWords = 5_000_000;

/** All that names files without being code: settings, pages, workflows, documents. */
function mentioned({ texts }: Tree): string {
  const found = [...texts]
    .filter(([path]) => (!isScript(path) && !isPython(path)) || isConfig(path))
    .filter(([path]) => !isOfOthers(path) && !/lock|\.(?:md|svg|csv)$/.test(path))
    .map(([, text]) => text);
  return found.join("\n").slice(0, mostWords);
}

/**
 * Whether settings name a file: as it is ("src/main.ts"), as what it is compiled to ("dist/main.js"), as it lies in a page's own folder
 * ("/main.ts"), or as a module ("app.worker").
 */
function isNamed(path: string, words: string): boolean {
  const stem = path.replace(/\.[^./]+$/, "");
  const inside = stem.replace(/^(?:.*\/)?(?:src|lib|app)\//, "");
  if (isPython(path)) {
    const module = stem.replace(/^(?:src|lib)\//, "").replaceAll("/", ".");
    return words.includes(path) || new RegExp(`(?<![\\w.])${escaped(module)}(?!\\w)`).test(words);
  }
  return new RegExp(
    `(?<![\\w-])(?:${escaped(inside)}|${escaped(stem)})\\.(?:[cm]?[jt]sx?|vue|html)(?![\\w.-])`,
  ).test(words);
}

/** Whether a package.json around a file names it from where it lies: "./index.mjs". */
const isNamedByPackage = ({ manifests }: Tree, path: string): boolean =>
  manifests.some(
    ({ folder, text }) =>
      path.startsWith(folder) &&
      new RegExp(`["'\\s]\\.?/?${escaped(path.slice(folder.length))}["'\\s]`).test(text),
  );

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
