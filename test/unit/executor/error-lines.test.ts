import { expect, it } from "vitest";
import { errorLines } from "../../../containers/executor/src/referee/error-lines.ts";

const npm = `npm error code EUSAGE
npm error
npm error \`npm ci\` can only install packages when your package.json and package-lock.json are in sync.
npm error Missing: left-pad@1.3.0 from lock file
npm error
npm error Options:
npm error [--install-strategy <hoisted|nested>]
npm error A complete log of this run can be found in: /home/.npm/_logs/1.log`;

it.each([
  ["npm", npm, "npm error Missing: left-pad@1.3.0 from lock file"],
  [
    "pnpm",
    "Progress: 1\n ERR_PNPM_OUTDATED_LOCKFILE  Cannot install\nhelp",
    "ERR_PNPM_OUTDATED_LOCKFILE  Cannot install",
  ],
  [
    "pip",
    "Collecting a\nERROR: No matching distribution found for a==9\nnotice",
    "ERROR: No matching distribution found for a==9",
  ],
  [
    "what is coloured",
    "Collecting a\n\u001b[31mERROR: No matching distribution found for a==9\u001b[0m\nnotice",
    "ERROR: No matching distribution found for a==9",
  ],
  [
    "tsc",
    "src/a.ts(1,2): error TS2304: Cannot find name 'b'.\nFound 1 error.",
    "src/a.ts(1,2): error TS2304: Cannot find name 'b'.",
  ],
  [
    "rustc",
    "   Compiling half v0.1.0\nerror[E0425]: cannot find value `b` in this scope\n --> src/lib.rs:3:5\n  |\nerror: aborting due to 1 previous error",
    "error[E0425]: cannot find value `b` in this scope (src/lib.rs:3)",
  ],
  [
    "esbuild",
    '✘ [ERROR] Could not resolve "./b"\n\n    src/a.ts:1:14:\n      1 │ import b from "./b"',
    '✘ [ERROR] Could not resolve "./b" (src/a.ts:1)',
  ],
  ["go build", "# half\n./half.go:3:9: undefined: b", "./half.go:3:9: undefined: b"],
  [
    "node",
    'file:///job/tree/build.js:1\nthrow new Error("no");\n\nError: no\n    at file:///job/tree/build.js:1:7\nNode.js v24',
    "Error: no (build.js:1)",
  ],
  [
    "tap",
    "ok 1 - a\nnot ok 2 - b\n  at: t (/job/tree/test/b.js:4:1)\n# fail 1",
    "not ok 2 - b (test/b.js:4)",
  ],
  [
    "node's parser",
    "file:///job/tree/src/half.js:2\nexport const b = ;\n                 ^\n\nSyntaxError: Unexpected token ';'\n    at compile (node:internal/vm:1:1)",
    "SyntaxError: Unexpected token ';' (src/half.js:2)",
  ],
  ["what is silent about it", "one\ntwo", "one\ntwo"],
])("%s's own error is told, and not the end of its help", (_name, output, line) => {
  const told = errorLines(output);
  expect(told.split("\n")).toContain(line.split("\n")[0]);
  expect(told).not.toContain("complete log");
  expect(told).not.toContain("Options");
  expect(told.split("\n").length).toBeLessThanOrEqual(10);
});
