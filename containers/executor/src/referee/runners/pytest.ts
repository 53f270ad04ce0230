import { join } from "node:path/posix";
import { optionsOf, withoutOptions, wordsOf } from "./javascript.ts";
import { parseJunit, type JunitTest } from "./junit.ts";
import { optionsThatGoOn, pytestPlaces } from "./python-places.ts";
import type { Runner, TestResult } from "./runner.ts";
import { pytestMustFail } from "./failing-tests.ts";

function resultOf({ name, classname, file, outcome }: JunitTest): TestResult {
  const full = classname === "" ? name : `${classname}::${name}`;
  if (outcome === null) return { name: full, file, status: "passed", message: "", kind: null };
  if (outcome.tag === "skipped") return { name: full, file, status: "skipped", message: "", kind: null };
  const message = [outcome.message, outcome.text].filter((part) => part !== "").join("\n");
  if (outcome.tag === "error") {
    const load = outcome.message === "collection failure";
    return {
      name: load ? "(the file)" : full,
      file,
      status: "failed",
      message,
      kind: load ? "load" : "error",
    };
  }
  const kind = /^(?:AssertionError\b|assert\b|Failed: )/.test(outcome.message)
    ? /^Failed: Timeout\b/.test(outcome.message)
      ? "timeout"
      : "assertion"
    : "error";
  return { name: full, file, status: "failed", message, kind };
}

/** Options that take the next word as their value. */
const values = new Set(
  wordsOf(`
  -m -k -c -p -o -n -W -r --rootdir --confcutdir --maxfail --tb --durations --durations-min
  --cov-report --cov-config --cov-fail-under --cov-context --timeout --timeout-method --ignore
  --ignore-glob --deselect --ds --import-mode --basetemp --junitxml --junit-xml --junit-prefix
  --log-level --log-file --log-file-level --log-cli-level --log-format --dist --maxprocesses
  --numprocesses --override-ini --color --capture --show-capture --pythonwarnings --verbosity
  --assert --doctest-glob --doctest-report --config-file --asyncio-mode --reruns --reruns-delay
  --random-order-seed --splits --group --last-failed-no-failures --lfnf
`),
);

const goingOn = (options: string | null): string[] => (options === null ? [] : ["-o", `addopts=${options}`]);

export const pytest: Runner = {
  program: "pytest",
  uses: (project) =>
    ["pytest.ini", "conftest.py"].some((path) => project.files.includes(path)) ||
    project.mentions("pyproject.toml", /\[tool\.pytest|["']pytest\b/) ||
    project.mentions("setup.cfg", /\[tool:pytest\]/) ||
    project.mentions("tox.ini", /\[pytest\]/) ||
    project.files.some(
      (path) =>
        /^(?:requirements[^/]*|[^/]*requirements)\.txt$/.test(path) && project.mentions(path, /^pytest\b/m),
    ) ||
    project.pythonTests() === "pytest",
  isTestFile: (path) => /(?:^|\/)(?:test_[^/]+|[^/]+_test)\.py$/.test(path),
  places: (project, script) => pytestPlaces(project, script, values),
  command: ({ report, beside, files, script }, project) => [
    "python3",
    "-m",
    "pytest",
    ...withoutOptions(
      files === null ? script : optionsOf(script, values),
      [
        "-x",
        "--exitfirst",
        "--maxfail",
        "--stepwise",
        "--sw",
        "--stepwise-skip",
        "--sw-skip",
        "--junitxml",
        "--junit-xml",
        "--color",
        "-q",
        "-qq",
        "--quiet",
        "-v",
        "--verbose",
      ],
      values,
    ),
    // A line for each test, which begins before the test does.
    "-v",
    "--maxfail=0",
    // Without a cache its options and settings would be unknown ones; this one is empty, and gone afterwards.
    "-o",
    `cache_dir=${join(beside, "cache")}`,
    "--color=no",
    ...goingOn(optionsThatGoOn(project)),
    "-o",
    "junit_family=xunit1",
    `--junitxml=${report}`,
    ...(files ?? []),
  ],
  mustFail: ({ path, text, id }) => ({ path, text: text + pytestMustFail(id) }),
  emptyFile: () => "",
  knowsNoPatterns: true,
  reportsIn: "file",
  parse: (text) => ({ tests: parseJunit(text).map(resultOf), problem: null }),
  running: (output) => {
    // The last line, as long as nothing stands behind the name.
    const last = output.split("\n").at(-1) ?? "";
    const [, name] = /^(\S+\.py::.+?) *$/.exec(last) ?? [];
    return name === undefined || /\[ *\d+%\]$/.test(last) ? [] : [name];
  },
};
