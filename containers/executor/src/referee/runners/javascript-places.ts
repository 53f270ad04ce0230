import type { Project } from "../project-facts.ts";
import { at, type Config, isRecord, readConfig, strings, unknown } from "./config-file.ts";
import { isJavaScriptTest, othersOf } from "./javascript.ts";
import { filesNamed, firstConfig, isUnder, optionIn, picks, type Places, plainPath } from "./places.ts";

const isSnapshot = (path: string): boolean => /(?:^|\/)__snapshots__\/|\.snap$/.test(path);

/** The settings that a script names with an option, else the first that the runner would find by itself. */
function configFor(project: Project, script: readonly string[], names: readonly RegExp[]) {
  const named = optionIn(script, "--config", "-c");
  const text = named === null ? null : project.text(plainPath(named));
  if (named !== null && text !== null) return { path: plainPath(named), config: readConfig(named, text) };
  return named === null ? firstConfig(project, names) : { path: plainPath(named), config: null };
}

const vitestDefault = ["**/*.{test,spec}.?(c|m)[jt]s?(x)"];

/** https://vitest.dev/config/include: what it includes, without what it excludes, also in its projects. */
export function vitestPlaces(project: Project, script: readonly string[]): Places | null {
  const found = configFor(project, script, [/^vitest\.config\.[cm]?[jt]s$/, /^vite\.config\.[cm]?[jt]s$/]);
  if (found !== null && found.config === null) return null;
  const whole = found?.config ?? {};
  if (project.files.some((path) => /^vitest\.(?:workspace|projects)\./.test(path))) return null;
  const projects = at(whole, "test", "projects") ?? at(whole, "test", "workspace") ?? [];
  const known = Array.isArray(projects) && projects.every((one) => isRecord(one));
  const all: Config[] =
    !Array.isArray(projects) || projects.length === 0 ? [whole] : projects.filter(isRecord);
  const parts = all.map((one) => {
    const extended = (name: string): unknown => at(one, "test", name) ?? at(whole, "test", name);
    return {
      include: extended("include") === undefined ? vitestDefault : strings(extended("include")),
      exclude: (Array.isArray(extended("exclude")) ? listOf(extended("exclude")) : []).filter(
        (each) => typeof each === "string",
      ),
      root: plainPath(
        optionIn(script, "--root", "-r") ?? textOf(at(one, "root")) ?? textOf(at(whole, "root")) ?? "",
      ),
      dir: plainPath(optionIn(script, "--dir") ?? textOf(extended("dir")) ?? ""),
    };
  });
  const isKnown = known && parts.every(({ include }) => include !== null);
  const taken = (path: string): boolean =>
    parts.some(({ include, exclude, root, dir }) => {
      const folder = [root, dir].filter((each) => each !== "" && each !== ".").join("/");
      if (!isUnder(path, folder)) return false;
      const own = folder === "" ? path : path.slice(folder.length + 1);
      return (
        picks(include ?? [], own) &&
        !exclude.some((each) => picks([each], own) || isUnder(own, plainPath(each)))
      );
    });
  const keys = [
    "setupFiles",
    "globalSetup",
    "reporters",
    "environment",
    "runner",
    "snapshotSerializers",
    "sequence.sequencer",
  ];
  return {
    isTest: isKnown ? (path) => taken(path) || isSnapshot(path) : null,
    shown: parts.flatMap(({ include }) => include ?? []).join(", "),
    setUp: [...new Set([whole, ...all])].flatMap((one) => filesNamed(project, at(one, "test"), ...keys)),
  };
}

const jestDefault = ["**/__tests__/**/*.?([mc])[jt]s?(x)", "**/?(*.)+(spec|test).?([mc])[jt]s?(x)"];

/** https://jestjs.io/docs/configuration: testMatch or testRegex, inside of roots, without testPathIgnorePatterns. */
export function jestPlaces(project: Project, script: readonly string[]): Places | null {
  const found =
    configFor(project, script, [/^jest\.config\.(?:[cm]?[jt]s|json)$/]) ??
    (isRecord(project.manifest?.jest) ? { path: "package.json", config: project.manifest.jest } : null);
  if (found !== null && found.config === null) return null;
  const whole = found?.config ?? {};
  const projects = at(whole, "projects") ?? [];
  const isListed = Array.isArray(projects) && projects.every((one) => isRecord(one));
  const all: Config[] =
    !Array.isArray(projects) || projects.length === 0 ? [whole] : projects.filter(isRecord);
  const parts = all.map((one) => {
    const match = at(one, "testMatch");
    const regex = at(one, "testRegex");
    const rootDir = textOf(at(one, "rootDir")) ?? textOf(at(whole, "rootDir")) ?? "";
    return {
      // A preset may say more than stands here; ts-jest's only say how files are turned into JavaScript.
      known: !("..." in one) && /^(?:undefined|ts-jest\b.*)$/.test(String(at(one, "preset"))),
      match: match === undefined ? (regex === undefined ? jestDefault : []) : strings(match),
      regex: regex === undefined ? [] : strings(regex),
      roots: (strings(at(one, "roots")) ?? [""]).map(plainPath),
      rootDir: plainPath(rootDir),
      ignored: strings(at(one, "testPathIgnorePatterns")) ?? [],
    };
  });
  const isKnown =
    isListed &&
    parts.every(
      ({ known, match, regex, rootDir }) =>
        known && match !== null && regex !== null && !rootDir.startsWith(".."),
    );
  const taken = (path: string): boolean =>
    parts.some(({ match, regex, roots, rootDir, ignored }) => {
      if (!isUnder(path, rootDir)) return false;
      const own = rootDir === "" || rootDir === "." ? path : path.slice(rootDir.length + 1);
      if (!roots.some((root) => isUnder(own, root))) return false;
      if (ignored.some((each) => matches(each.replace(/^<rootDir>/, ""), `/${own}`))) return false;
      return (
        picks(match ?? [], own) ||
        (regex ?? []).some((each) => matches(each.replace(/^<rootDir>/, ""), `/${own}`))
      );
    });
  const keys = [
    "setupFiles",
    "setupFilesAfterEnv",
    "globalSetup",
    "globalTeardown",
    "testEnvironment",
    "reporters",
    "runner",
    "testRunner",
    "resolver",
    "snapshotSerializers",
    "testSequencer",
    "testResultsProcessor",
    "transform",
    "preset",
    "runtime",
    "snapshotResolver",
    "filter",
  ];
  return {
    isTest: isKnown ? (path) => taken(path) || isSnapshot(path) : null,
    shown: parts.flatMap(({ match, regex }) => [...(match ?? []), ...(regex ?? [])]).join(", "),
    setUp: [...new Set([whole, ...all])].flatMap((one) => filesNamed(project, one, ...keys)),
  };
}

/** https://mochajs.org/#configuring-mocha-nodejs: the spec of its settings and of the script, else ./test. */
export function mochaPlaces(
  project: Project,
  script: readonly string[],
  values: ReadonlySet<string>,
): Places | null {
  const found =
    configFor(project, script, [/^\.mocharc\.(?:[cm]?js|ya?ml|jsonc?)$/]) ??
    (isRecord(project.manifest?.mocha) ? { path: "package.json", config: project.manifest.mocha } : null);
  if (found !== null && found.config === null) return null;
  const config = found?.config ?? {};
  const spec = at(config, "spec");
  const extension = strings(at(config, "extension")) ?? ["js", "cjs", "mjs"];
  const more = optionIn(script, "--extension");
  const extensions = [...extension, ...(more?.split(",") ?? [])].map((each) => each.replace(/^\./, ""));
  const isKnown = (spec === undefined || strings(spec) !== null) && !("..." in config);
  const named = [
    ...othersOf(script, values),
    ...(optionIn(script, "--spec")?.split(",") ?? []),
    ...(strings(spec) ?? []),
  ];
  const patterns = (named.length === 0 ? ["./test"] : named).map(plainPath);
  const recursive = at(config, "recursive") === true || script.includes("--recursive");
  const ignored = [
    ...(strings(at(config, "ignore")) ?? []),
    ...(strings(at(config, "exclude")) ?? []),
    ...[optionIn(script, "--ignore", "--exclude") ?? []].flat(),
  ];
  const inFolder = (path: string, folder: string): boolean =>
    isUnder(path, folder) &&
    path !== folder &&
    (recursive || !path.slice(folder === "" ? 0 : folder.length + 1).includes("/")) &&
    extensions.some((each) => path.endsWith(`.${each}`));
  const taken = (path: string): boolean =>
    patterns.some(
      (pattern) => picks([pattern], path) || (!/[*?[{]/.test(pattern) && inFolder(path, pattern)),
    ) && !ignored.some((pattern) => picks([pattern], path));
  const fromScript = ["--require", "-r", "--file", "--import"].flatMap(
    (name) => optionIn(script, name) ?? [],
  );
  return {
    isTest: isKnown ? taken : null,
    shown: patterns.join(", "),
    setUp: [
      ...filesNamed(project, config, "require", "file", "import", "node-option"),
      ...filesNamed(project, { script: fromScript }, "script"),
    ],
  };
}

const avaDefault = [
  "test.{EXT}",
  "{src,source}/test.{EXT}",
  "**/{test-*,*.spec,*.test}.{EXT}",
  "**/{test,tests,__tests__}/**/*.{EXT}",
  "!**/__tests__/**/__{helper,helpers,fixture,fixtures}__/**/*",
  "!**/{test,tests}/**/{helper,helpers,fixture,fixtures}/**/*",
];

/** https://github.com/avajs/ava/blob/main/docs/06-configuration.md */
export function avaPlaces(
  project: Project,
  script: readonly string[],
  values: ReadonlySet<string>,
): Places | null {
  const found =
    configFor(project, script, [/^ava\.config\.[cm]?js$/]) ??
    (isRecord(project.manifest?.ava) ? { path: "package.json", config: project.manifest.ava } : null);
  if (found !== null && (found.config === null || "..." in found.config)) return null;
  const config = found?.config ?? {};
  const extensions = at(config, "extensions");
  const known = isRecord(extensions)
    ? Object.keys(extensions)
    : extensions === undefined
      ? ["cjs", "mjs", "js"]
      : strings(extensions);
  const files = at(config, "files");
  if (known === null || (files !== undefined && strings(files) === null)) return null;
  const ending = known.length === 1 ? (known[0] ?? "js") : `{${known.join(",")}}`;
  const patterns = strings(files) ?? avaDefault.map((each) => each.replace("{EXT}", ending));
  const chosen = othersOf(script, values);
  return {
    isTest: (path) =>
      picks(patterns, path) &&
      !path
        .split("/")
        .some((part) => part.startsWith("_") && !/^__(?:tests|helpers?|fixtures?)__$/.test(part)) &&
      known.some((each) => path.endsWith(`.${each}`)) &&
      (chosen.length === 0 || chosen.some((one) => picks([one], path) || isUnder(path, plainPath(one)))),
    shown: patterns.join(", "),
    setUp: filesNamed(project, config, "require", "watchMode"),
  };
}

/** https://jasmine.github.io/setup/nodejs.html: spec_files in spec_dir. */
export function jasminePlaces(project: Project, script: readonly string[]): Places | null {
  const found = configFor(project, script, [
    /^spec\/support\/jasmine\.(?:json|[cm]?js)$/,
    /^jasmine\.(?:json|[cm]?js)$/,
  ]);
  if (found !== null && (found.config === null || "..." in found.config)) return null;
  const config = found?.config ?? {};
  const folder = plainPath(textOf(at(config, "spec_dir")) ?? "spec");
  const patterns =
    at(config, "spec_files") === undefined ? ["**/*[sS]pec.?(m)js"] : strings(at(config, "spec_files"));
  const chosen = othersOf(script, new Set());
  if (patterns === null) return null;
  const inside = (pattern: string): string => {
    const [, not = "", plain = ""] = /^(!?)(.*)$/.exec(pattern) ?? [];
    return not + [folder, plainPath(plain)].filter((each) => each !== "" && each !== ".").join("/");
  };
  return {
    isTest: (path) => picks(chosen.length > 0 ? chosen : patterns.map(inside), path),
    shown: (chosen.length > 0 ? chosen : patterns.map(inside)).join(", "),
    setUp: project.files.filter((path) => picks((strings(at(config, "helpers")) ?? []).map(inside), path)),
  };
}

/** Files and patterns that a script names, for runners that have no settings; without any, what tests are called. */
export function namedPlaces(
  project: Project,
  script: readonly string[],
  values: ReadonlySet<string>,
  required: readonly string[],
): Places | null {
  const named = othersOf(script, values);
  if (named.length === 0) return null;
  return {
    isTest: (path) =>
      picks(named, path) ||
      named.some((one) => !/[*?[{.]/.test(one) && isUnder(path, plainPath(one)) && isScript(path)),
    shown: named.join(", "),
    setUp: filesNamed(
      project,
      { required: required.flatMap((name) => optionIn(script, name) ?? []) },
      "required",
    ),
  };
}

const isScript = (path: string): boolean => /\.[cm]?[jt]sx?$/.test(path) || isJavaScriptTest(path);
const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);
const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value.filter((each) => each !== unknown) : [];

/** A pattern of jest's for whole paths; one that is none matches nothing. */
function matches(pattern: string, path: string): boolean {
  try {
    return new RegExp(pattern).test(path);
  } catch {
    // Jest refuses it too, and says so when it runs.
    return false;
  }
}
