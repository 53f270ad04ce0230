import { chmod, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { git, writeFiles } from "./files.ts";
import {
  clearScenes,
  failureOf,
  fix,
  good,
  makeScene,
  nothing,
  provingTest,
  readyOf,
  shop,
  twice,
  wellDone,
  write,
} from "./scene.ts";

/* What lies in a tree besides plain files of text: the diff is what the agent did, and no more. */

afterEach(clearScenes);
vi.setConfig({ testTimeout: 120_000 });

const lib = "1234567890123456789012345678901234567890";

/** A shop with a large file's pointer, a submodule, a link, a program, and names that differ by case or have signs in them. */
async function oddScene() {
  const scene = await makeScene();
  const { clone } = scene.remote;
  await git(clone, "checkout", "-q", "main");
  await writeFiles(clone, {
    ".gitattributes": "*.bin filter=lfs diff=lfs merge=lfs -text\n",
    ".gitmodules": '[submodule "lib"]\n\tpath = vendor/lib\n\turl = https://example.com/lib.git\n',
    "data/large.bin": "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12345\n",
    "tools/run.sh": "#!/bin/sh\n",
    "docs/readme.md": "one\n",
    "docs/README.md": "other\n",
    "src/[id]/a b — ü.js": "export const odd = 1;\n",
  });
  await symlink("../src/cart.js", join(clone, "tools/cart.js"));
  await git(clone, "-c", "filter.lfs.clean=cat", "add", "--all");
  await git(clone, "update-index", "--add", "--cacheinfo", `160000,${lib},vendor/lib`);
  await git(clone, "commit", "-qm", "odd things");
  await git(clone, "push", "-q", "origin", "main");
  const baseCommit = await git(clone, "rev-parse", "HEAD");
  const planCommit = await scene.remote.commitOnBranch("fix/t2", { "PLAN.md": "#\n" });
  return { ...scene, more: { branch: "fix/t2", baseCommit, planCommit } };
}

it("pointers of large files, submodules, links, programs and names that differ by case are nobody's change", async () => {
  const { run, more, remote } = await oddScene();
  const { result } = await run(wellDone(), more);
  expect(readyOf(result).files.map(({ path }) => path)).toEqual(["src/cart.js", "test/cart.test.js"]);
  const changed = await git(remote.bare, "diff", "--raw", "--abbrev=4", more.baseCommit, "refs/heads/fix/t2");
  expect(changed.split("\n").map((line) => line.replace(/ [0-9a-f]{4,} [0-9a-f]{4,} /, " "))).toEqual([
    ":100644 100644 M\tsrc/cart.js",
    ":100644 100644 M\ttest/cart.test.js",
  ]);
});

it.each([
  [
    "a program that is one no more",
    async (tree: string) => chmod(join(tree, "tools/run.sh"), 0o644),
    /tools\/run\.sh/,
  ],
  [
    "a file that is a program now",
    async (tree: string) => chmod(join(tree, "src/other.js"), 0o755),
    /src\/other\.js/,
  ],
  [
    "a name that differs by case",
    async (tree: string) => writeFile(join(tree, "src/Cart.js"), ""),
    /src\/Cart\.js/,
  ],
  [
    "a pointer that was changed",
    async (tree: string) => writeFile(join(tree, "data/large.bin"), "x"),
    /data\/large\.bin/,
  ],
  [
    "what was written into a submodule",
    async (tree: string) => writeFiles(tree, { "vendor/lib/a.js": "" }),
    /vendor\/lib/,
  ],
])("is told by its name and undone: %s", async (_what, change, told) => {
  const { run, more } = await oddScene();
  const green = twice(async ({ cwd }) => {
    await writeFiles(cwd, { "src/cart.js": fix });
    await change(cwd);
    return { summary: "done" };
  });
  const { result } = await run({ ...wellDone(), green }, more);
  expect(failureOf(result).reason).toMatch(told);
});

it("tests and code whose names have brackets, spaces and letters of all kinds are run and changed", async () => {
  const test = "test/[id] ü/a b.test.js";
  const code = "src/[id] ü/cart (1).js";
  const moved = (text = ""): string => text.replace("../src/cart.js", "../../src/[id] ü/cart (1).js");
  const files = {
    "package.json": shop["package.json"] ?? "",
    [code]: shop["src/cart.js"] ?? "",
    [test]: moved(shop["test/cart.test.js"]),
  };
  const { run } = await makeScene(files, { tests: [test], code: [code] });
  const { result } = await run({
    red: [write({ [test]: moved(provingTest) })],
    green: [write({ [code]: fix })],
    refactor: [nothing],
    review: [good],
  });
  expect(readyOf(result).files.map(({ path }) => path)).toEqual([code, test]);
});
