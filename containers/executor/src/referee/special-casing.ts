import type { PointedOut } from "../../../../shared/executor/protocol.ts";

/** What code that behaves otherwise under test looks at, and the words for it. */
const signs: readonly [RegExp, string][] = [
  [/\bNODE_ENV\b|\b(?:RAILS|RACK|APP|FLASK|DJANGO|GO)_ENV\b/, "asks for which environment it runs in"],
  [
    /\b(?:JEST_WORKER_ID|NODE_TEST_CONTEXT|NODE_V8_COVERAGE|VITEST(?:_\w+)?|MOCHA_\w+|PYTEST_\w+|__vitest\w*|__coverage__)\b|\bimport\.meta\.vitest\b/,
    "asks whether a test runner runs it",
  ],
  [/\benv(?:iron)?\b(?:\.get)?\W{0,10}\bCI\b|\b[gG]et_?[eE]nv\(\s*["'`]CI\b/, "asks whether CI runs it"],
  [
    /\bprocess\s*\.\s*(?:argv0?|execArgv)\b|\bsys\s*\.\s*(?:orig_)?argv\b|\bos\.Args\b|\bflag\.Lookup\(\s*["'`]test\./,
    "looks at the words it was started with",
  ],
  [
    /(?:\.|\[\s*["'`])stack\b|\b(?:capture|prepare)StackTrace\b|\binspect\.(?:stack|currentframe|getouterframes)\b|\bsys\._(?:getframe|current_frames)\b|\btraceback\.\w|\bruntime\.(?:Callers?|Stack)\b|\bdebug\.(?:Stack|PrintStack)\b/,
    "looks at the stack: who has called it",
  ],
  [
    /\bsys\.modules\b|\bsys\.meta_path\b|\brequire\.cache\b|\bModule\._\w+/,
    "looks at which modules are loaded",
  ],
  [
    /\btesting\.(?:Testing|Short|Verbose|CoverMode)\(\)|\bcurrentTestName\b|\bgetState\(\)\s*\.\s*test|\brequest\.node\b/,
    "asks the test runner",
  ],
  [
    /\btypeof\s+\(?\s*(?:jest|vi|vitest|mocha|describe|it|test|expect)\b|\b(?:globalThis|global|window)\s*(?:\.|\[\s*["'`])\s*(?:jest|vi|describe|it|test|expect)\b|["'`](?:jest|vi|describe|it|expect|pytest|unittest)["'`]\s+in\s/,
    "asks for the globals of a test runner",
  ],
  [
    /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\(|\bimport_module\s*\()\s*["'`]?(?:node:(?:test|assert)|assert|vitest|@jest\/|jest|mocha|chai|_?pytest|unittest|testing)\b/,
    "loads what tests are made of",
  ],
  [
    /\bprocess\s*\.\s*(?:exit|reallyExit|abort|kill)\b|\bos\._exit\b|\bos\.Exit\b|\bsyscall\.Exit\b|\bsys\.exit\b/,
    "ends the process from inside",
  ],
  [
    /\/proc\/|--- PASS|junitxml|"Action"\s*:\s*"pass"|\b(?:site|user)customize\b/,
    "looks at the run or its report",
  ],
  [
    /\b(?:assert|expect|should|chai|sinon|unittest|pytest|AssertionError)(?:\.[\w$]+)+\s*=(?![=>])|\b(?:expect\.extend|chai\.(?:use|util)|addAssertion|addMatchers?|addEqualityTester|setDefaultOptions)\s*\(|\bAssertion\s*\.\s*(?:overwrite|add)(?:Method|Property|ChainableMethod)\b/,
    "changes what tests assert with",
  ],
  [
    /\b(?:vi|vitest|jest)\s*\.\s*(?:do|un|doUn)?[mM]ock\s*\(|\b(?:mock\.module|mock\.patch|monkeypatch|proxyquire|rewiremock|registerHooks|module\.register)\b|\bsyncBuiltinESMExports\b/,
    "puts other modules in the place of some",
  ],
  [
    /\b(?:Object|Reflect)\s*\.\s*(?:defineProperty|assign|set)\s*\(\s*(?:assert|expect|chai|sinon|unittest|globalThis|global|process|console)\b|\bsetattr\(\s*(?:unittest|pytest|builtins|sys)\b/,
    "changes what the test run has in common",
  ],
  [
    /\bnew\s+(?:\w+\.)?AssertionError\b|\bname\s*[=:]\s*["'`](?:Assertion|Assert|JestAssertion)Error\b|\b(?:ERR_ASSERTION|matcherResult)\b|\bextends\s+(?:\w+\.)?AssertionError\b/,
    "makes errors that look like a test's assertion",
  ],
  [/[\u202a-\u202e\u2066-\u2069]/, "is shown in another order than it is read in"],
];

const mostPointedOut = 50;

/**
 * Lines that a diff adds outside of test files and that look at how, or by whom, the code is run: a fix that behaves
 * otherwise under test passes every test. There are good reasons for some; so each is pointed out, and none refused.
 */
export function specialCasing(
  diff: string,
  isTestFile: (path: string) => boolean,
  newTests: readonly string[],
): PointedOut[] {
  const titles = newTests.map(titleOf).filter((title) => title.length > 3);
  return addedLines(diff)
    .filter(({ path }) => !isTestFile(path))
    .flatMap(({ path, line, text }): PointedOut[] => {
      const named = titles.find((title) => text.includes(title));
      const what =
        named === undefined ? signs.find(([sign]) => sign.test(text))?.[1] : "names one of the new tests";
      return what === undefined ? [] : [{ path, line, what, text: text.trim().slice(0, 300) }];
    })
    .slice(0, mostPointedOut);
}

/** A test's own title, without its file and the groups around it. */
const titleOf = (id: string): string =>
  (id.split(" > ").at(-1) ?? "").replace(/ \(\d+\)$/, "").replace(/^.*(?:::|\.)(?=\w+$)/, "");

/** The lines that a unified diff adds, with their numbers in the new files. */
function addedLines(diff: string): { path: string; line: number; text: string }[] {
  const added: { path: string; line: number; text: string }[] = [];
  let path = "";
  let line = 0;
  let left = 0;
  for (const text of diff.split("\n")) {
    const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/.exec(text);
    if (hunk !== null) {
      line = Number(hunk[1]);
      left = Number(hunk[2] ?? 1);
    } else if (left === 0) {
      // Between the hunks: a line of the code that begins with "++ " is no heading.
      if (text.startsWith("+++ "))
        path = text
          .slice(4)
          .replace(/^"?b\//, "")
          .replace(/"?\t?$/, "");
    } else if (text.startsWith("+") || text.startsWith(" ")) {
      if (text.startsWith("+")) added.push({ path, line, text: text.slice(1) });
      line += 1;
      left -= 1;
    }
  }
  return added;
}
