import { globSync } from "node:fs";
import { join } from "node:path/posix";
import { isJavaScriptTest, kindOf, wordsOf } from "./javascript.ts";
import { namedPlaces } from "./javascript-places.ts";
import { parseJunit, type JunitTest } from "./junit.ts";
import { plainPath } from "./places.ts";
import type { Runner, TestResult } from "./runner.ts";
import { nodeTestMustFail } from "./failing-tests.ts";

/** Files that are loaded before any test. */
const loading = ["--import", "--require", "-r", "--loader", "--experimental-loader", "--test-global-setup"];
/** What decides where and how is told of tests: ours takes its place. A file of what passed before would leave tests out. */
const own = ["--test-reporter", "--test-reporter-destination", "--test-rerun-failures"];
/** Options of node that take the next word as their value. */
const withValue = new Set([
  ...loading,
  ...own,
  ...wordsOf(`
  --env-file --env-file-if-exists --conditions -C --test-timeout --test-concurrency
  --test-name-pattern --test-skip-pattern --test-isolation --experimental-test-isolation
  --test-shard --test-random-seed --test-coverage-branches --test-coverage-functions
  --test-coverage-lines --test-coverage-include --test-coverage-exclude --watch-path
  --unhandled-rejections --disable-warning --redirect-warnings --input-type
  --experimental-default-type --dns-result-order --openssl-config --icu-data-dir --title
  --max-http-header-size --max-old-space-size --stack-size --allow-fs-read --allow-fs-write
`),
]);

/** A test script's words, apart: what node is told, and which files. */
function apart(script: readonly string[]): { options: string[]; files: string[] } {
  const options: string[] = [];
  const files: string[] = [];
  for (let index = 0; index < script.length; index++) {
    const word = script[index] ?? "";
    if (!word.startsWith("-")) files.push(word);
    else if (own.includes(word)) index++;
    else if (withValue.has(word)) options.push(word, script[++index] ?? "");
    else if (word !== "--test" && word !== "--watch" && !own.some((name) => word.startsWith(`${name}=`)))
      options.push(word);
  }
  return { options, files };
}

function resultOf({ groups, name, file, outcome }: JunitTest): TestResult {
  const full = [...groups, name].join(" > ");
  if (outcome === null) return { name: full, file, status: "passed", message: "", kind: null };
  if (outcome.tag === "skipped") return { name: full, file, status: "skipped", message: "", kind: null };
  const isFile = groups.length === 0 && file !== null && file.endsWith(name) && isModule(name);
  const cause = /^ *failureType: [^\n]*\n *cause: \[?(.*)/ms.exec(outcome.text)?.[1] ?? "";
  const kind =
    outcome.type === "testTimeoutFailure"
      ? "timeout"
      : outcome.type === "hookFailed"
        ? "error"
        : kindOf(cause, file);
  return {
    name: isFile ? "(the file)" : full,
    file,
    status: "failed",
    message: outcome.message === "" ? outcome.text : [outcome.message, ...detailsOf(cause)].join("\n"),
    kind: isFile ? "load" : kind,
  };
}

/** Of an error as node prints it: the places in the project, and what was expected and got. */
const detailsOf = (cause: string): string[] =>
  cause
    .split("\n")
    .filter((line) =>
      /^\s+at .*(?:file:\/\/|\(\/| \/)(?!.*\/node_modules\/)|^\s+(?:actual|expected): /.test(line),
    );

/** Node takes its arguments for patterns. */
const literally = (path: string): string => path.replaceAll(/[[{(*?]/g, "[$&]");

/** A folder stands for all that lies in it: so node took it up to version 20, where newer ones find no such file. */
function inFolder(root: string, name: string): string[] {
  const folder = plainPath(name);
  if (/[*?[{]/.test(folder) || isModule(folder)) return [name];
  const found = globSync(`${folder}/**/*.{js,cjs,mjs,ts,cts,mts}`, { cwd: root });
  const scripts = found.filter((path) => !/(?:^|\/)node_modules\/|\.d\.[cm]?ts$/.test(path));
  return scripts.length === 0 ? [name] : scripts.toSorted().map(literally);
}

const isModule = (name: string): boolean => /\.[cm]?[jt]sx?$/.test(name);

export const nodeTest: Runner = {
  program: "node",
  uses: () => false,
  isTestFile: (path) =>
    isJavaScriptTest(path) ||
    /(?:^|\/)test\/.*\.[cm]?[jt]s$/.test(path) ||
    /(?:^|\/)(?:test|test-[^/]+|[^/]+[-_]test)\.[cm]?[jt]s$/.test(path),
  places: (project, script) => namedPlaces(project, script, withValue, loading),
  beside: ["node-live.mjs"],
  command: ({ report, beside, files, script }, project) => {
    const { options, files: named } = apart(script);
    return [
      "node",
      ...options,
      "--test",
      "--test-reporter=junit",
      `--test-reporter-destination=${report}`,
      "--test-reporter=spec",
      "--test-reporter-destination=stdout",
      `--test-reporter=${join(beside, "node-live.mjs")}`,
      "--test-reporter-destination=stderr",
      ...(files?.map(literally) ?? named.flatMap((one) => inFolder(project.root, one))),
    ];
  },
  mustFail: ({ path, text, id }) => ({ path, text: text + nodeTestMustFail(id) }),
  emptyFile: () => "",
  reportsIn: "file",
  parse: (text) => ({ tests: parseJunit(text).map(resultOf), problem: null }),
};
