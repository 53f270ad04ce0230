import { linesOf } from "../paths.ts";
import { isLockFile, isOfOthers } from "../kinds-of-files.ts";
import { packagesOfLock } from "../installed-packages.ts";
import { isDeclaredInPython, pythonNeeds } from "../python/python-needs-declared.ts";
import type { Manifest } from "../read-manifests.ts";
import type { Found, Tree } from "../tree.ts";
import type { Rule } from "./rule.ts";

/** What builds, checks, runs or types code is used without an import. */
const tools =
  /^@types\/|^(?:typescript|vue-tsc|tsx|ts-node|oxlint|oxfmt|knip|husky|lint-staged|nodemon|rimraf|concurrently|npm-run-all2?|cross-env|jsdom|happy-dom|c8|nyc|sass|less|wrangler|serve|turbo|nx|lerna|core-js|tslib|pino-pretty)$|(?:^|[@/-])(?:eslint|prettier|stylelint|biome|babel|webpack|rollup|vite|vitest|jest|mocha|playwright|cypress|postcss|tailwindcss|storybook|swc|esbuild|parcel|commitlint|semantic-release)(?:[/-]|$)|-(?:loader|plugin|preset|cli|webpack|config)(?:-|$)|(?:^|\/)(?:plugin|preset|config)-/;
/** What serves or connects a program in Python, named when it is started. */
const pythonTools =
  /^(?:gunicorn|uvicorn|hypercorn|waitress|uwsgi|gevent|eventlet|psycopg.*|asyncpg|aiosqlite|pymysql|mysqlclient|python-multipart|email-validator|alembic|setuptools|wheel|pip|tzdata|whitenoise|ruff|mypy|black|pytest.*|coverage|python)$/;

/** What nobody uses is downloaded, audited and kept up to date for nothing. */
export const unusedDependencies: Rule = {
  level: "warn",
  says: "a package is declared and never imported, and is no tool",
  find: (tree) => [...inManifests(tree), ...inPython(tree)],
};

function inManifests({ scripts, manifests, texts }: Tree): Found[] {
  const used = new Set<string>();
  for (const [path, facts] of scripts.facts)
    for (const { specifier } of facts?.imports ?? []) {
      const place = scripts.place(path, specifier);
      if (place.kind === "package") used.add(place.name);
    }
  for (const name of peersIn(texts)) used.add(name);
  const isMentioned = mentionedIn(texts);
  return manifests.flatMap((manifest) => {
    const lineOf = linesOf(manifest.text);
    return Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).flatMap((name) => {
      if (used.has(name) || tools.test(name) || isCalled(manifest, name) || isMentioned(name)) return [];
      return [
        {
          path: manifest.path,
          line: lineOf(Math.max(0, manifest.text.indexOf(JSON.stringify(name)))),
          text: `${JSON.stringify(name)} is declared and nothing imports it`,
        },
      ];
    });
  });
}

const mostWords = 5_000_000;

function mentionedIn(texts: ReadonlyMap<string, string>): (name: string) => boolean {
  const some = [...texts].filter(([path]) => mentions(path)).map(([, text]) => text);
  const words = some.join("\n").slice(0, mostWords);
  return (name) => words.indexOf(name) >= 0;
}

/** Files that may name a package without importing it: settings, styles, workflows, code that isn't read. */
const mentions = (path: string): boolean =>
  !isLockFile(path) && !isOfOthers(path) && !/(?:^|\/)package\.json$|\.(?:md|txt|rst|svg|csv)$/.test(path);

/** Its program is called by a script, by the package's name or the last part of it. */
function isCalled({ scripts }: Manifest, name: string): boolean {
  const program = name.split("/").at(-1) ?? name;
  return Object.values(scripts).some(
    (script) =>
      typeof script === "string" &&
      script.split(/[^\w@/.-]+/).some((word) => word === program || word === name),
  );
}

/** What other packages want beside themselves. */
function peersIn(texts: ReadonlyMap<string, string>): string[] {
  return [...texts].flatMap(([path, text]) =>
    /(?:^|\/)package-lock\.json$/.test(path)
      ? (packagesOfLock(text) ?? []).flatMap(({ peers }) => peers)
      : [],
  );
}

function inPython({ python, texts }: Tree): Found[] {
  const needs = pythonNeeds(texts);
  if (needs === null) return [];
  const imported = new Set<string>();
  for (const [path, { imports }] of python.facts)
    for (const one of imports) {
      const place = python.place(path, one);
      if (place.kind === "package") imported.add(place.name);
    }
  return [...needs.main].flatMap(([name, path]) =>
    pythonTools.test(name) || [...imported].some((one) => isNeededBy(one, name))
      ? []
      : [{ path, line: 1, text: `${JSON.stringify(name)} is declared and nothing imports it` }],
  );
}

const isNeededBy = (imported: string, name: string): boolean =>
  isDeclaredInPython({ all: new Set([name]) }, imported) && !isDeclaredInPython({ all: new Set() }, imported);
