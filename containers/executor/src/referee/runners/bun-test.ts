import { bunMustFail } from "./failing-tests.ts";
import { isJavaScriptTest, kindOf, optionsOf, withoutColors, withoutOptions, wordsOf } from "./javascript.ts";
import { parseJunit, type JunitTest } from "./junit.ts";
import type { Runner, TestResult } from "./runner.ts";

function resultOf({ groups, name, file, outcome }: JunitTest): TestResult {
  const [suite, ...inner] = groups;
  const full = [...(suite === file ? inner : groups), name].join(" > ");
  if (outcome === null) return { name: full, file, status: "passed", message: "", kind: null };
  if (outcome.tag === "skipped") return { name: full, file, status: "skipped", message: "", kind: null };
  const message = outcome.text === "" ? `${outcome.type}: ${outcome.message}` : outcome.text;
  // Its places are told from the project's root, where a stack has them whole.
  const stack = message.replaceAll(/^(\s+at .*?\(?)((?![A-Za-z]+:|\/)[^\s(]+:\d+:\d+\)?)$/gm, "$1/tree/$2");
  const kind = outcome.type === "TimeoutError" ? "timeout" : kindOf(stack, file);
  return { name: full, file, status: "failed", message, kind };
}

/** Files that couldn't be loaded stand in no report, but in what bun prints. */
function unloaded(output: string): TestResult[] {
  const found = withoutColors(output).matchAll(
    /^(\S.*):\n\s*\n# Unhandled error between tests\n-+\n([\s\S]*?)\n-+$/gm,
  );
  return [...found].map(([, file = "", message = ""]) => ({
    name: "(the file)",
    file,
    status: "failed",
    message,
    kind: "load",
  }));
}

const own = ["--reporter", "--reporter-outfile", "--bail", "--only-failures", "--dots", "--watch", "--hot"];
/** Options that take the next word as their value. */
const values = new Set(
  wordsOf(
    "--reporter --reporter-outfile --timeout --preload -r --test-name-pattern -t --coverage-dir --coverage-reporter --seed --config -c --cwd --env-file --path-ignore-patterns",
  ),
);

export const bunTest: Runner = {
  program: "bun",
  uses: (project) =>
    project.manager === "bun" &&
    !["vitest", "jest", "mocha", "ava", "tape", "jasmine"].some((name) => project.dependsOn(name)),
  isTestFile: (path) => isJavaScriptTest(path) || /_(?:test|spec)\.[cm]?[jt]sx?$/.test(path),
  command: ({ report, files, script }, project) => [
    ...(project.dependsOn("bun") ? project.program("bun") : (["bun"] as const)),
    "test",
    ...withoutOptions(files === null ? script : optionsOf(script, values), own, values).filter(
      (word) => word !== "test" && word !== "-u" && word !== "--update-snapshots",
    ),
    "--reporter=junit",
    `--reporter-outfile=${report}`,
    // A word would be a part of names; a path is one file.
    ...(files ?? []).map((path) => `./${path}`),
  ],
  mustFail: ({ path, text, id }) => ({ path, text: text + bunMustFail(id) }),
  emptyFile: () => "",
  reportsIn: "file",
  parse: (text, { output }) => ({
    tests: [...parseJunit(text).map(resultOf), ...unloaded(output)],
    problem: null,
  }),
};
