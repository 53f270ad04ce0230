import { matchesGlob } from "node:path/posix";
import type { Project } from "../project-facts.ts";
import { at, readConfig, strings } from "./config-file.ts";
import { othersOf } from "./javascript.ts";
import { isUnder, optionIn, type Places, plainPath } from "./places.ts";

const sources = [
  ["pytest.ini", "pytest"],
  [".pytest.ini", "pytest"],
  ["pyproject.toml", "tool", "pytest", "ini_options"],
  ["tox.ini", "pytest"],
  ["setup.cfg", "tool:pytest"],
] as const;

/** Words of an ini's value, or the list of a TOML's. */
const wordsIn = (value: unknown): string[] | null =>
  typeof value === "string" ? value.split(/\s+/).filter((word) => word !== "") : strings(value);

/** https://docs.pytest.org/en/stable/reference/customize.html: python_files in testpaths, or in what the script names. */
export function pytestPlaces(
  project: Project,
  script: readonly string[],
  values: ReadonlySet<string>,
): Places | null {
  for (const [file, ...section] of sources) {
    const text = project.text(file);
    if (text === null) continue;
    const config = readConfig(file, text);
    if (config === null) return null;
    const found = at(config, ...section);
    // A pytest.ini counts even when it is empty.
    if (found === undefined && !file.endsWith("pytest.ini")) continue;
    return placesOf(script, values, {
      files: wordsIn(at(found, "python_files")),
      paths: wordsIn(at(found, "testpaths")),
    });
  }
  return placesOf(script, values, { files: null, paths: null });
}

function placesOf(
  script: readonly string[],
  values: ReadonlySet<string>,
  { files, paths }: { files: string[] | null; paths: string[] | null },
): Places {
  const patterns = files ?? ["test_*.py", "*_test.py"];
  const named = othersOf(script, values).map((each) => plainPath(each.replace(/::.*$/, "")));
  const folders = named.length > 0 ? named : (paths ?? [""]).map(plainPath);
  const isPattern = (path: string): boolean =>
    patterns.some((pattern) =>
      pattern.includes("/")
        ? matchesGlob(path, `**/${pattern}`)
        : matchesGlob(path.split("/").at(-1) ?? "", pattern),
    );
  return {
    isTest: (path) =>
      named.some((each) => path === each || (path.endsWith(".py") && matchesGlob(path, each))) ||
      (path.endsWith(".py") &&
        isPattern(path) &&
        folders.some(
          (folder) => isUnder(path, folder) || (/[*?[]/.test(folder) && matchesGlob(path, `${folder}/**`)),
        )),
    shown: `${patterns.join(", ")}${folders.join("") === "" ? "" : ` in ${folders.join(", ")}`}`,
    setUp: [],
  };
}

/** https://docs.python.org/3/library/unittest.html#test-discovery: a pattern, from a folder. */
export function unittestPlaces(
  _project: Project,
  script: readonly string[],
  values: ReadonlySet<string>,
): Places | null {
  const named = othersOf(script, values).filter((word) => word !== "discover");
  // By modules' names only Python knows where they lie.
  if (named.length > 0 && !script.includes("discover")) return null;
  const pattern = optionIn(script, "-p", "--pattern") ?? named[1] ?? "test*.py";
  const folder = plainPath(optionIn(script, "-s", "--start-directory") ?? named[0] ?? "");
  return {
    isTest: (path) => isUnder(path, folder) && matchesGlob(path.split("/").at(-1) ?? "", pattern),
    shown: `${pattern}${folder === "" ? "" : ` in ${folder}`}`,
    setUp: [],
  };
}
