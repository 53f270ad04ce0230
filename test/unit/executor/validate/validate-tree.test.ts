import fc from "fast-check";
import { expect, it } from "vitest";
import {
  inWords,
  newSince,
  validateTree,
} from "../../../../containers/executor/src/validate/validate-tree.ts";
import { assignmentResultSchema, findingSchema, type Finding } from "../../../../shared/executor/protocol.ts";

const names = [
  "src/a.ts", "src/b.tsx", "src/c.js", "d.vue", "e.svelte", "app/__init__.py", "app/f.py", "g.d.ts",
  "package.json", "web/package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "pyproject.toml",
  "requirements.txt", "setup.py", ".gitignore", "index.html", "yarn.lock", "README.md",
]; // prettier-ignore
const pieces = [
  'import { a } from "./a";', 'export * from "./b";', "export const { a, b: [c = 1] } = x;", 'require("./c")',
  'import x from "', "fetch(`/api/${x}`)", 'app.get("/api/:id", f)', "<script setup>", "</script>", "from . import (a,",
  "from ....a import b", '"""', "'''", "import a.b.c as d", '{"dependencies":{"__proto__":1,"constructor":2}}',
  '{"compilerOptions":{"paths":{"*":["*"],"":null}}}', "[project]\ndependencies = [1, 'x']", "../", "\\", "\0", "/*", "`",
  '{"packages":{"node_modules/x":{"license":7}}}', "import(", "@", "#x", "[", "!", "export default ", "class A { @b c }",
]; // prettier-ignore
const text = fc.oneof(
  fc.string(),
  fc.array(fc.constantFrom(...pieces)).map((all) => all.join("\n")),
);

it("never throws, whatever stands in the files, and finds what can be told", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string({ minLength: 1 })), text), {
        maxLength: 8,
      }),
      fc.array(fc.string({ minLength: 1 }), { maxLength: 3 }),
      (files, others) => {
        const tree = { files: new Map(files), others };
        const found = validateTree(tree);
        for (const one of found) {
          findingSchema.parse(one);
          expect(tree.files.has(one.path) || one.path === "package.json").toBe(true);
          expect(one.text.length).toBeLessThanOrEqual(300);
        }
        expect(newSince(found, found)).toEqual([]);
        expect(newSince([], found)).toEqual(found);
      },
    ),
    { numRuns: 300 },
  );
});

it("comes to an end with texts that are made to hold it up", { timeout: 60_000 }, () => {
  const long = [
    "(".repeat(9000),
    '"'.repeat(20_001),
    " ".repeat(50_000),
    "a,".repeat(20_000),
    "a = ".repeat(20_000),
    "x://a:".repeat(20_000),
    "<script ".repeat(10_000),
    "@app.get(".repeat(10_000),
    "import a\n".repeat(10_000),
    "from a import (".repeat(10_000),
  ];
  for (const path of ["a.ts", "b.py", "c.vue", "d.html"])
    for (const one of long) expect(validateTree({ files: new Map([[path, one]]) })).toBeInstanceOf(Array);
});

const finding = (more: Partial<Finding>): Finding => ({
  rule: "imports",
  level: "block",
  path: "src/a.ts",
  line: 3,
  text: '"./b" leads to nothing',
  ...more,
});

it("tells what is new from what was there and has moved", () => {
  const before = [finding({}), finding({ rule: "undeclared-dependencies", text: "x" })];
  expect(newSince(before, [finding({ line: 9 })])).toEqual([]);
  expect(newSince(before, [finding({}), finding({ line: 9 })])).toEqual([finding({ line: 9 })]);
  expect(newSince(before, [finding({ path: "src/c.ts" })])).toHaveLength(1);
  // What isn't declared isn't, whichever file imports it.
  const elsewhere = finding({ rule: "undeclared-dependencies", text: "x", path: "src/c.ts" });
  expect(newSince(before, [elsewhere])).toEqual([]);
});

it("is told with file and line", () => {
  expect(inWords(finding({}))).toBe('src/a.ts:3 "./b" leads to nothing (imports)');
});

it("a result of a time without validation is still one", () => {
  const old = { kind: "ready", commit: "a".repeat(40), files: [], diff: "", review: "", failedBefore: [] };
  expect(assignmentResultSchema.parse(old)).not.toHaveProperty("findings");
  expect(assignmentResultSchema.parse({ ...old, findings: [finding({ level: "warn" })] })).toMatchObject({
    findings: [{ level: "warn" }],
  });
});
