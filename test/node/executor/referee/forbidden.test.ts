import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { access, link, mkdir, mkdtemp, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { resetTo, stage } from "../../../../containers/executor/src/referee/changes.ts";
import { quota } from "../../../../containers/executor/src/referee/quota.ts";
import { commitProblem, survey } from "../../../../containers/executor/src/referee/survey.ts";
import { openWorkspace, type Workspace } from "../../../../containers/executor/src/referee/workspace.ts";
import { removeAll } from "../../../../containers/executor/src/remove-folder.ts";
import { makeRemote, writeFiles } from "./files.ts";

vi.setConfig({ testTimeout: 60_000 });

let place: string;
let workspace: Workspace;
const signal = new AbortController().signal;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "referee-"));
  const remote = await makeRemote(join(place, "remote"), {
    "a.txt": "one\n",
    "src/b.txt": "two\n",
    ".gitignore": "/ignored\n",
  });
  workspace = await openWorkspace({
    folder: join(place, "assignment"),
    repository: remote.repository,
    checkout: remote.commit,
    signal,
    left: () => 60_000,
  });
});
afterAll(() => removeAll(place));

/** A folder so deep that no path leads to its end. */
const deep = `import os
for _ in range(60):
    os.mkdir("d" * 200)
    os.chdir("d" * 200)
open("end", "w").close()`;

test.for([
  ["a file of holes", (tree) => sparse(join(tree, "big.bin"), 6 * 1024 ** 3), /^big\.bin has 6,144 MB/],
  ["a tracked file of holes", (tree) => truncate(join(tree, "a.txt"), 3 * 1024 ** 3), /^a\.txt has 3,072 MB/],
  [
    "one in an ignored folder",
    async (tree) => {
      await mkdir(join(tree, "ignored"));
      await sparse(join(tree, "ignored/big.bin"), 6 * 1024 ** 3);
    },
    /^ignored\/big\.bin has 6,144 MB/,
  ],
  [
    "a file that is too large for a change",
    (tree) => sparse(join(tree, "src/new.bin"), 60 * 1024 ** 2),
    /^src\/new\.bin has 60 MB/,
  ],
  [
    "a name that isn't UTF-8",
    (tree) => writeFile(Buffer.concat([Buffer.from(`${tree}/caf`), Buffer.from([0xe9])]), ""),
    /^caf\\xe9 has a name that isn't UTF-8/,
  ],
  [
    "a path that is too long for paths",
    async (tree) => void execFileSync("python3", ["-c", deep], { cwd: tree }),
    /^d{200}… has a path of more than 1000 bytes/,
  ],
  ["a pipe", (tree) => fifo(join(tree, "pipe")), /^pipe is a pipe/],
  [
    "a pipe in a tracked file's place",
    async (tree) => {
      await rm(join(tree, "a.txt"));
      await fifo(join(tree, "a.txt"));
    },
    /^a\.txt is a pipe/,
  ],
  [
    "a second name of a file elsewhere",
    async (tree) => {
      await writeFile(join(place, "outside"), "x");
      await rm(join(tree, "a.txt"));
      await link(join(place, "outside"), join(tree, "a.txt"));
    },
    /^a\.txt has a second name/,
  ],
  ["a link that leads to itself", (tree) => symlink("loop", join(tree, "loop")), /^loop undefined/],
] satisfies [string, (tree: string) => Promise<void>, RegExp][])(
  "The referee names what git must not read, and undoes it: %s",
  async ([, make, named]) => {
    const { tree, head } = workspace;
    await resetTo(workspace, head);
    await make(tree);
    const started = performance.now();
    const changes = await stage(workspace, head);
    expect(performance.now() - started).toBeLessThan(10_000);
    const odd = changes.filter(({ plain }) => !plain);
    expect(odd.map(({ path, why }) => `${path} ${why}`)).toEqual([expect.stringMatching(named)]);

    await resetTo(workspace, head);
    expect(await stage(workspace, head)).toEqual([]);
    expect(await readFile(join(tree, "a.txt"), "utf8")).toBe("one\n");
  },
);

test("A pipe that is ignored is no change of anybody's", async () => {
  await resetTo(workspace, workspace.head);
  await mkdir(join(workspace.tree, "ignored"), { recursive: true });
  await fifo(join(workspace.tree, "ignored/pipe"));
  expect(await stage(workspace, workspace.head)).toEqual([]);
});

test("A look at a tree stops at one file too many, and a commit is looked at before it is checked out", async () => {
  const many = join(place, "many");
  await mkdir(many);
  for (let number = 0; number < 20; number += 1) await writeFile(join(many, String(number)), "1234567890");
  expect((await survey(many)).problem).toBeNull();
  expect((await survey(many, { ...quota, entries: 10 })).problem?.why).toMatch(/more than 10 files/);
  expect((await survey(many, { ...quota, treeBytes: 4096 * 10 })).problem?.why).toMatch(/together/);

  const listed = (lines: [number, string | Buffer][]): Buffer =>
    Buffer.concat(
      lines.flatMap(([size, path]) => [
        Buffer.from(`100644 blob ${"0".repeat(40)} ${size}\t`),
        Buffer.from(path),
        Buffer.from([0]),
      ]),
    );
  expect(
    commitProblem(
      listed([
        [1, "a\tb"],
        [2, "ü"],
      ]),
    ),
  ).toBeNull();
  expect(commitProblem(listed([[6 * 1024 ** 3, "a"]]))).toMatch(/^a has 6,144 MB/);
  expect(commitProblem(listed([[1, Buffer.from([0x61, 0xff])]]))).toMatch(/^a\\xff has a name/);
  expect(
    commitProblem(listed(Array.from({ length: 11 }, () => [1, "a"])), { ...quota, entries: 10 }),
  ).toMatch(/more than 10/);
});

test("What was installed stays and is nobody's change, also without a .gitignore; what was put beside it goes", async () => {
  const { tree, head, installed } = workspace;
  await resetTo(workspace, head);
  await installed.keep();
  const packages = {
    "node_modules/mocha/index.js": "1",
    ".venv/lib/site.py": "1",
    "vendor/[odd] name/a.go": "1",
    "src/generated.txt": "1",
    "ignored/made": "1",
  };
  await writeFiles(tree, packages);
  await installed.remember();
  await resetTo(workspace, head);
  expect(await stage(workspace, head)).toEqual([]);
  for (const path of Object.keys(packages)) await access(join(tree, path));
  expect(await installed.keep()).toBe(true);

  const added = [
    "node_modules/evil/index.js",
    ".venv/lib/usercustomize.py",
    "src/node_modules/x.js",
    "x.pyc",
  ];
  await writeFiles(tree, Object.fromEntries(added.map((path) => [path, "1"])));
  await writeFiles(tree, { "src/mine.txt": "1" });
  expect((await stage(workspace, head)).map(({ path }) => path)).toEqual(["src/mine.txt"]);
  expect(await installed.keep()).toBe(true);
  for (const path of added) await expect(access(join(tree, path))).rejects.toThrow("ENOENT");
  await access(join(tree, "src/mine.txt"));

  const file = join(tree, "node_modules/mocha/index.js");
  await writeFile(file, "2");
  execFileSync("touch", ["-d", "2020-01-01", file]);
  expect(await installed.keep()).toBe(false);
});

test("Git ends with the phase's time, with all that it has started", async () => {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  const ends = Date.now() + 1000;
  const opened = openWorkspace({
    folder: join(place, "hanging"),
    repository: {
      name: "acme/shop",
      cloneUrl: `http://127.0.0.1:${port}/acme/shop.git`,
      base: "main",
      token: "s3cret-t0ken",
      testCommand: null,
    },
    checkout: "main",
    signal,
    left: () => Math.max(1, ends - Date.now()),
  });
  await expect(opened).rejects.toMatchObject({ code: "deadline" });
  expect(Date.now() - ends).toBeLessThan(5000);
  expect(execFileSync("ps", ["-eo", "stat,args"], { encoding: "utf8" })).not.toMatch(
    new RegExp(`^[^Z].*127\\.0\\.0\\.1:${port}`, "m"),
  );
  server.closeAllConnections();
  server.close();
});

async function sparse(path: string, bytes: number): Promise<void> {
  await writeFile(path, "");
  await truncate(path, bytes);
}

async function fifo(path: string): Promise<void> {
  execFileSync("/bin/sh", ["-c", 'mkfifo "$1"', "sh", path]);
}
