import { avaMustFail } from "./failing-tests.ts";
import { isJavaScriptTest, kindOf, optionsOf, withoutOptions, wordsOf } from "./javascript.ts";
import { avaPlaces } from "./javascript-places.ts";
import type { Ran, Runner, TestResult } from "./runner.ts";
import { parseTap, type TapResult, valueIn } from "./tap.ts";

/** How ava writes a file before its tests' names: its folders and its name without what tests are called by. */
const spelt = (file: string): string[] =>
  file
    .replace(/\.[^/.]+$/, "")
    .split("/")
    .filter((part) => part !== "__tests__")
    .map((part, at, all) =>
      at === all.length - 1 ? part.replace(/\.(?:spec|test)$/, "").replace(/^test-/, "") : part,
    );

const separator = " › ";

/** The file that a name begins with, and the test's own name. With one file ava names none. */
function apart(name: string, files: readonly string[]): { file: string | null; name: string } {
  const [only] = files;
  if (files.length === 1 && only !== undefined) return { file: only, name };
  const parts = name.split(separator);
  const found = files
    .map((file) => {
      const words = spelt(file);
      for (let length = Math.min(words.length, parts.length - 1); length > 0; length--)
        if (words.slice(-length).every((word, at) => word === parts[at])) return { file, length };
      return { file, length: 0 };
    })
    .toSorted((one, other) => other.length - one.length)[0];
  return found === undefined || found.length === 0
    ? { file: null, name }
    : { file: found.file, name: parts.slice(found.length).join(separator) };
}

const exited = /^(.+\.[cm]?[jt]sx?) (?:exited (?:with|due to) |failed to exit)/;
const noTests = /^No tests found in (.+\.[cm]?[jt]sx?)/;

function resultOf({ ok, name: title, directive, block }: TapResult, files: readonly string[]): TestResult[] {
  const unloaded = (exited.exec(title) ?? noTests.exec(title))?.[1];
  if (unloaded !== undefined)
    return [{ name: "(the file)", file: unloaded, status: "failed", message: title, kind: "load" }];
  const { file, name } = apart(title, files);
  if (directive !== null) return [{ name, file, status: "skipped", message: "", kind: null }];
  if (ok) return [{ name, file, status: "passed", message: "", kind: null }];
  // What no test has thrown stands by itself; the file's end tells of it.
  if (file === null) return [];
  const [assertion, said, details, at] = ["assertion", "message", "details", "at"].map((key) =>
    valueIn(block, key),
  );
  const message = [assertion, said, details].filter(Boolean).join("\n");
  const thrown = (details ?? "").split("\n").slice(1).join("\n").trim() || (details ?? "");
  const kind =
    assertion !== ""
      ? "assertion"
      : kindOf(
          `${said === "Assertion failed" ? "AssertionError: " : ""}${thrown}\n    at test (${(at ?? "").replace(/^.*\(|\)$/g, "")})`,
          file,
        );
  return [{ name, file, status: "failed", message: `${message}\n    at ${at ?? ""}`, kind }];
}

/** A file that ends before its end is told of after what it has thrown. */
function parse(text: string, { files }: Ran): { tests: TestResult[]; problem: string | null } {
  const results = parseTap(text);
  const named = files.filter((file) => isAvaTest(file));
  const tests = results.flatMap((result) => resultOf(result, named));
  const stray = results.filter(
    ({ ok, name }) => !ok && apart(name, named).file === null && !exited.test(name),
  );
  const words = stray.map(({ name, block }) => `${name}\n${block}`).join("\n");
  return {
    tests: tests.map((test) =>
      test.kind === "load" ? { ...test, message: `${test.message}\n${words}` } : test,
    ),
    problem: results.length === 0 && !/^TAP version/m.test(text) ? "ava has told of no test" : null,
  };
}

const isAvaTest = (path: string): boolean =>
  (isJavaScriptTest(path) ||
    /(?:^|\/)(?:tests?|__tests__)\/.*\.[cm]?[jt]sx?$|(?:^|\/)(?:test-[^/]+|test)\.[cm]?[jt]sx?$/.test(
      path,
    )) &&
  !/(?:^|\/)_|\/(?:helpers?|fixtures?)\/|\/__(?:helpers?|fixtures?)__\//.test(path);

const own = [
  "--tap",
  "-t",
  "--watch",
  "-w",
  "--fail-fast",
  "--no-fail-fast",
  "--update-snapshots",
  "-u",
  "--verbose",
  "-v",
];
/** Options that take the next word as their value. */
const values = new Set(
  wordsOf("--config --match -m --node-arguments --concurrency -c --timeout -T --environment-variables"),
);

export const ava: Runner = {
  program: "ava",
  uses: (project) => project.dependsOn("ava"),
  isTestFile: isAvaTest,
  places: (project, script) => avaPlaces(project, script, values),
  command: ({ files, script }, project) => [
    ...project.program("ava"),
    ...withoutOptions(files === null ? script : optionsOf(script, values), own, values),
    "--tap",
    "--no-fail-fast",
    ...(files ?? []),
  ],
  mustFail: ({ path, text, id }) => ({ path, text: text + avaMustFail(id) }),
  emptyFile: () => "",
  reportsIn: "output",
  needsFiles: true,
  parse,
};
