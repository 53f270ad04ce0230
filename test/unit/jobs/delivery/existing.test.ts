import { describe, expect, it } from "vitest";
import {
  cannotContinue,
  existingStack,
} from "../../../../shared/jobs/delivery/architecture/existing/existing-stack.ts";
import { existingText } from "../../../../shared/jobs/delivery/architecture/existing/existing-text.ts";
import { offeredBy } from "../../../../shared/jobs/delivery/architecture/existing/offered-by.ts";
import {
  headOfRepository,
  readRepository,
} from "../../../../shared/jobs/delivery/architecture/existing/read-repository.ts";
import type { GithubClient } from "../../../../shared/integrations/github/client.ts";
import type { Snapshot } from "../../../../shared/jobs/delivery/architecture/existing/snapshot.ts";
import {
  ownFiles,
  tellingFiles,
} from "../../../../shared/jobs/delivery/architecture/existing/telling-files.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";
const snapshot = (texts: Record<string, string>, ...more: string[]): Snapshot => ({
  repository: "acme/x",
  branch: "main",
  commit,
  files: [...Object.keys(texts), ...more],
  isWhole: true,
  texts: new Map(Object.entries(texts)),
});
const needs = (...names: string[]): string =>
  JSON.stringify({ name: "x", dependencies: Object.fromEntries(names.map((name) => [name, "1"])) });

describe("the stack of a repository", () => {
  it.each([
    ["react_full_stack", "React with Hono", { "package.json": needs("react", "hono") }],
    ["react_full_stack", "Next.js", { "package.json": needs("next", "react") }],
    [
      "react_full_stack",
      "React with Express",
      { "apps/web/package.json": needs("react"), "apps/api/package.json": needs("express") },
    ],
    ["react_spa", "React in the browser", { "package.json": needs("react", "vite") }],
    ["vue_spa", "Vue", { "package.json": needs("vue", "express") }],
    ["python_api", "Python with FastAPI", { "pyproject.toml": 'dependencies = ["fastapi>=0.1"]' }],
    [
      "python_api",
      "Python with Flask",
      { "requirements.txt": "Flask==3\n", "package.json": needs("prettier") },
    ],
    ["node_api", "Node with Fastify", { "package.json": needs("fastify") }],
    ["node_api", "Node without a framework", { "package.json": '{ "name": "x" }' }],
  ])("is %s where it is %s", (stack, parts, texts) => {
    const chosen = existingStack(snapshot(texts));
    expect(chosen).toMatchObject({ stack, because: [expect.any(String), "as it is at 0123456 on main"] });
    expect(chosen.stack === null ? "" : chosen.because[0]).toContain(
      `it continues acme/x, which is ${parts} (`,
    );
  });

  it("says what lies beside it, and leaves it", () => {
    const both = snapshot({ "package.json": needs("react"), "pyproject.toml": "" }, "go.mod");
    expect(existingStack(both)).toMatchObject({
      stack: "react_spa",
      because: [
        expect.any(String),
        expect.any(String),
        "Python (pyproject.toml) and Go beside it stays as it is",
      ],
    });
  });

  it.each([
    ["Go", snapshot({}, "go.mod", "main.go")],
    ["Go", snapshot({ "package.json": needs("prettier") }, "go.mod")],
    ["Angular", snapshot({ "package.json": needs("@angular/core", "express") })],
    ["React Native", snapshot({ "package.json": needs("react", "react-native") })],
    ["a package.json that is no JSON with dependencies", snapshot({ "package.json": "{ oh" })],
    ["a package.json that is no JSON with dependencies", snapshot({ "package.json": '{"dependencies":[]}' })],
    ["2 files without a manifest that is known here (2 .sh)", snapshot({}, "a.sh", "b.sh")],
    ["empty", snapshot({})],
  ])("is none of ours where it is %s, and people hear what can be continued", (found, of) => {
    expect(existingStack(of)).toEqual({ stack: null, found });
    expect(cannotContinue("acme/x", found)).toContain(
      `acme/x can't be continued: it is ${found}. What can be: React single-page app, `,
    );
  });
});

describe("the files that are read", () => {
  const sized = (...paths: string[]) => paths.map((path) => ({ path, size: 10 }));

  it("are people's own, without what is installed, built, locked, secret or no path for a plan", () => {
    const all = sized(
      "src/deep/b.ts",
      "node_modules/x/index.js",
      "packages/a/node_modules/x/index.js",
      "dist/app.js",
      "package-lock.json",
      ".env.local",
      "a\nb.ts",
      "x.min.js",
      "package.json",
      "README.md",
    );
    expect(ownFiles(all).map(({ path }) => path)).toEqual(["README.md", "package.json", "src/deep/b.ts"]);
  });

  it("are few: the README, manifests that aren't of tests, and sources of a bearable size", () => {
    const many = sized(...Array.from({ length: 200 }, (_, n) => `src/part-${n}.ts`));
    const own = ownFiles([
      ...sized("README.md", "package.json", "packages/a/package.json", "test/fixtures/package.json"),
      ...sized("a/b/c/d/package.json", "docs/README.md", "test/a.test.ts", "vite.config.ts"),
      { path: "src/huge.ts", size: 70_000 },
      ...many,
    ]);
    const read = tellingFiles(own);
    expect(read.slice(0, 3)).toEqual(["README.md", "package.json", "packages/a/package.json"]);
    expect(read).toHaveLength(33);
    expect(read).not.toContain("src/huge.ts");
  });
});

describe("what a file offers", () => {
  it("are the heads of its declarations, and nothing of what they do", () => {
    const text = [
      "import { a } from './a.js';",
      "export function add(a, b) { return a + b; }",
      "export const rate = (country) => rates[country] ?? 0;",
      "  export { total, type Price } from './price.js';",
      "export default class Cart {",
      "const secret = 1;",
      "module.exports = { add };",
      `export const long = ${"x".repeat(3000)}`,
    ].join("\n");
    expect(offeredBy("src/cart.js", text)).toEqual([
      "export function add(a, b)",
      "export const rate = (country)",
      "export { total, type Price } from './price.js';",
      "export default class Cart",
      "module.exports =",
    ]);
    expect(
      offeredBy("app/a.py", "def add(a, b):\n    def inner(): pass\ndef _own(): pass\nclass Cart:\n"),
    ).toEqual(["def add(a, b)", "class Cart"]);
  });
});

describe("the text for a prompt", () => {
  it("is bounded however large the repository is, and says what it leaves out", () => {
    const sources = Object.fromEntries(
      Array.from({ length: 30 }, (_, n) => [
        `src/part-${n}.ts`,
        Array.from({ length: 50 }, (_line, m) => `export function f${m}(${"a".repeat(140)})`).join("\n"),
      ]),
    );
    const large = snapshot(
      { "README.md": "# X\u0007\n".repeat(20_000), "package.json": needs("react"), ...sources },
      ...Array.from({ length: 50_000 }, (_, n) => `lib/file-${n}.ts`),
    );
    const text = existingText({ ...large, isWhole: false });
    expect(text.length).toBeLessThan(60_000);
    expect(text).toContain("Files (there are more than GitHub lists):");
    expect(text).toMatch(/… and \d+ more files/);
    expect(text).not.toContain("\u0007");
  });
});

describe("reading a repository", () => {
  const answered = <T>(value: T) => ({ kind: "answered" as const, value });
  const known = {
    repository: async () => answered({ id: 1, defaultBranch: "trunk", name: "acme/now" }),
    head: async () => answered(commit),
  };
  const head = { repository: "acme/now", branch: "trunk", commit };

  it("is of one commit, under the name that it has now", async () => {
    expect(await headOfRepository(known, "acme/x")).toEqual(answered(head));
    const asked: string[] = [];
    const github = {
      tree: async () => answered({ files: [{ path: "package.json", size: 9 }], isWhole: true }),
      file: async (name: string, path: string, ref: string) => {
        asked.push(`${name}:${path}@${ref}`);
        return answered("{}");
      },
    };
    expect(await readRepository(github, head)).toEqual(
      answered({ ...head, files: ["package.json"], isWhole: true, texts: new Map([["package.json", "{}"]]) }),
    );
    expect(asked).toEqual([`acme/now:package.json@${commit}`]);
    const lost = { kind: "not_applied", error: "down", afterMs: 1 } as const;
    expect(await readRepository({ ...github, file: async () => lost }, head)).toEqual(lost);
  });

  it("finds nothing where nothing was ever committed, and says what it may not see", async () => {
    const empty = { kind: "refused", error: "Git Repository is empty.", status: 409 } as const;
    const headIs = async (outcome: Awaited<ReturnType<GithubClient["head"]>>) =>
      headOfRepository({ ...known, head: async () => outcome }, "acme/x");
    expect(await headIs(empty)).toEqual(answered(null));
    expect(await headIs(answered(null))).toEqual(answered(null));
    const hidden = { kind: "refused", error: "GitHub refused: Not Found", status: 404 } as const;
    expect(await headIs({ ...hidden, status: 403 })).toEqual({ ...hidden, status: 403 });
    expect(await headOfRepository({ ...known, repository: async () => hidden }, "acme/x")).toEqual(hidden);
  });
});
