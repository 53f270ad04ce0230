import { matchesGlob } from "node:path/posix";
import type { Project } from "../project-facts.ts";
import { at, type Config, isRecord, readConfig, strings } from "./config-file.ts";
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

/** What pytest's settings hold, from the first file that has any; null: it can't be read. */
function settingsOf(project: Project): Config | null {
  for (const [file, ...section] of sources) {
    const text = project.text(file);
    if (text === null) continue;
    const config = readConfig(file, text);
    if (config === null) return null;
    const found = at(config, ...section);
    if (isRecord(found)) return found;
    // A pytest.ini counts even when it is empty.
    if (file.endsWith("pytest.ini")) return {};
  }
  return {};
}

/** https://docs.pytest.org/en/stable/reference/customize.html: python_files in testpaths, or in what the script names. */
export function pytestPlaces(
  project: Project,
  script: readonly string[],
  values: ReadonlySet<string>,
): Places | null {
  const settings = settingsOf(project);
  return settings === null
    ? null
    : placesOf(script, values, {
        files: wordsIn(settings["python_files"]),
        paths: wordsIn(settings["testpaths"]),
      });
}

const stepwise = /^--(?:sw|stepwise)(?:-skip|-reset)?$|^--sw-(?:skip|reset)$/;

/**
 * The options of pytest's settings without the stop at the first failure that none of the command's own words lifts. Null: there is no
 * such stop in them.
 */
export function optionsThatGoOn(project: Project): string | null {
  const given = settingsOf(project)?.["addopts"];
  const words = typeof given === "string" ? (given.match(/(?:"[^"]*"|'[^']*'|\S)+/g) ?? []) : strings(given);
  if (words === null || !words.some((word) => stepwise.test(word))) return null;
  const left = words.filter((word) => !stepwise.test(word));
  return (typeof given === "string" ? left : left.map((word) => `'${word}'`)).join(" ");
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
