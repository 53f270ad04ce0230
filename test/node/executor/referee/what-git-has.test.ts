import { execFileSync } from "node:child_process";
import { chmod, lstat, mkdir, readdir, readFile, readlink, rename, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import {
  type Change,
  resetTo,
  restoreStaged,
  stage,
} from "../../../../containers/executor/src/referee/changes.ts";
import { notFetchedNotes } from "../../../../containers/executor/src/referee/not-fetched.ts";
import { findProject } from "../../../../containers/executor/src/referee/project.ts";
import { openWorkspace, type Workspace } from "../../../../containers/executor/src/referee/workspace.ts";
import { git, writeFiles } from "./files.ts";
import { clearScenes, fix, makeScene, provingTest, readyOf, shop, wellDone, write } from "./scene.ts";

/* What a repository can hold besides plain files: the diff is what the agent did, and no more. */

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"4".repeat(64)}\nsize 12345\n`;
let scene: Awaited<ReturnType<typeof makeScene>>;
let workspace: Workspace;
let baseCommit: string;
let place: string;
const submodule = (): string => join(place, "remote/sub");
const outside = (): string => join(place, "outside");

beforeAll(async () => {
  scene = await makeScene({
    ...shop,
    ".gitattributes": "# large files\n*.bin filter=lfs diff=lfs merge=lfs -text\n",
    "assets/logo.bin": pointer,
    "bin/run": "#!/bin/sh\n",
    "docs/README.md": "one\n",
    "docs/readme.md": "other\n",
    "src/Names.js": "export const names = [];\n",
  });
  const { clone, repository } = scene.remote;
  place = join(clone, "../..");
  await writeFiles(outside(), {
    "secret.json": '{"scripts":{"test":"jest"}}',
    "folder/cart.js": "theirs\n",
  });
  await mkdir(submodule());
  await git(submodule(), "init", "-q", "-b", "main");
  await writeFiles(submodule(), { "lib.js": "1\n" });
  await git(submodule(), "add", "-A");
  await git(submodule(), "commit", "-qm", "a library");
  await git(clone, "checkout", "-q", "main");
  await git(clone, "-c", "protocol.file.allow=always", "submodule", "add", "-q", submodule(), "vendor/sub");
  await symlink("src/cart.js", join(clone, "current.js"));
  await symlink(join(outside(), "folder"), join(clone, "elsewhere"));
  await mkdir(join(clone, "web"));
  await symlink(join(outside(), "secret.json"), join(clone, "web/package.json"));
  await git(clone, "add", "-A");
  await git(clone, "commit", "-qm", "links and a submodule");
  await git(clone, "push", "-q", "origin", "main");
  baseCommit = await git(clone, "rev-parse", "HEAD");
  // A machine whose git has LFS, and would write other line ends.
  await writeFiles(join(place, "home"), {
    ".gitconfig":
      '[filter "lfs"]\n\tclean = echo cleaned\n\tsmudge = echo fetched\n\trequired = true\n[core]\n\tautocrlf = true\n',
  });
  vi.stubEnv("HOME", join(place, "home"));
  workspace = await openWorkspace({
    folder: join(place, "assignment"),
    repository,
    checkout: baseCommit,
    signal: new AbortController().signal,
    left: () => 60_000,
  });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await clearScenes();
});

const shown = (changes: readonly Change[]): string[] =>
  changes.map(({ path, kind, plain, why }) =>
    [kind, path, ...(why === undefined ? [] : [why]), ...(plain ? [] : ["(not plain)"])].join(" "),
  );

it("what is checked out is what git has, and no change of anybody's", async () => {
  const { tree, head } = workspace;
  expect(await stage(workspace, head)).toEqual([]);
  expect(await readFile(join(tree, "assets/logo.bin"), "utf8")).toBe(pointer);
  expect(await readdir(join(tree, "vendor/sub"))).toEqual([]);
  expect(await readlink(join(tree, "current.js"))).toBe("src/cart.js");
  expect((await lstat(join(tree, "bin/run"))).mode & 0o111).toBe(0o111);
  expect(await readdir(join(tree, "docs"))).toEqual(["README.md", "readme.md"]);
  expect(await notFetchedNotes(workspace)).toEqual([
    "Submodules are not fetched: vendor/sub is an empty folder here.",
    "Large files (Git LFS) are not fetched: *.bin has only pointers here.",
  ]);
});

it.for([
  ["a submodule's empty folder that went", async (tree) => rm(join(tree, "vendor"), { recursive: true }), []],
  [
    "a submodule that was initialised from a path of this machine",
    async (tree) =>
      void execFileSync("git", ["clone", "-q", submodule(), join(tree, "vendor/sub")], { stdio: "pipe" }),
    ["added vendor/sub/.git (not plain)"],
  ],
  [
    "a repository beside it",
    async (tree) =>
      void execFileSync("git", ["clone", "-q", submodule(), join(tree, "vendor/b")], { stdio: "pipe" }),
    ["added vendor/b/.git (not plain)", "added vendor/b/lib.js"],
  ],
  [
    "a large file in its pointer's place",
    (tree) => writeFiles(tree, { "assets/logo.bin": "bytes" }),
    ["modified assets/logo.bin is a large file's pointer (Git LFS): the file itself isn't here"],
  ],
  [
    "a folder that became a link out of the tree",
    async (tree) => {
      await rm(join(tree, "src"), { recursive: true });
      await symlink(join(outside(), "folder"), join(tree, "src"));
    },
    ["added src (not plain)", "deleted src/Names.js", "deleted src/cart.js", "deleted src/other.js"],
  ],
  [
    "a name with another case",
    async (tree) => rename(join(tree, "src/Names.js"), join(tree, "src/names.js")),
    ["deleted src/Names.js", "added src/names.js"],
  ],
  [
    "executable bits",
    async (tree) => {
      await chmod(join(tree, "bin/run"), 0o644);
      await chmod(join(tree, "src/cart.js"), 0o700);
      await chmod(join(tree, "src/other.js"), 0o600);
    },
    ["modified bin/run", "modified src/cart.js"],
  ],
] satisfies [string, (tree: string) => Promise<void>, string[]][])(
  "what the agent did is seen as it is, and undone without a trace: %s",
  async ([, act, seen]) => {
    const { tree, head } = workspace;
    await resetTo(workspace, head);
    await workspace.installed.remember();
    await act(tree);
    expect(shown(await stage(workspace, head))).toEqual(seen);
    await resetTo(workspace, head);
    await workspace.installed.keep();
    // Runs leave such things behind, too.
    await act(tree);
    await restoreStaged(workspace);
    await workspace.installed.keep();
    expect(await stage(workspace, head)).toEqual([]);
    expect(await readdir(join(tree, "vendor/sub"))).toEqual([]);
    expect(await readFile(join(outside(), "folder/cart.js"), "utf8")).toBe("theirs\n");
    expect(await readdir(join(outside(), "folder"))).toEqual(["cart.js"]);
  },
);

it("what a link out of the tree leads to has no say in how tests are run", async () => {
  await resetTo(workspace, workspace.head);
  const found = await findProject(workspace, ["web/test/cart.test.js"], null);
  expect(found?.testing).toMatchObject({ name: "node:test" });
});

it("a fix in such a repository is two files, in the modes that they had", async () => {
  const planCommit = await scene.remote.commitOnBranch("fix/t2", { "PLAN.md": "#\n" });
  const { result } = await scene.run(
    {
      ...wellDone(),
      red: [write({ "test/cart.test.js": provingTest, "vendor/sub/left.js": "1" })],
      green: [write({ "src/cart.js": fix })],
    },
    { branch: "fix/t2", baseCommit, planCommit },
  );
  expect(readyOf(result).files.map(({ path }) => path)).toEqual(["src/cart.js", "test/cart.test.js"]);
  const raw = await git(scene.remote.bare, "diff", "--raw", "--no-abbrev", "--no-renames", "main", "fix/t2");
  expect(raw.split("\n").map((line) => line.replaceAll(/ [0-9a-f]{40}/g, ""))).toEqual([
    ":100644 100644 M\tsrc/cart.js",
    ":100644 100644 M\ttest/cart.test.js",
  ]);
});
