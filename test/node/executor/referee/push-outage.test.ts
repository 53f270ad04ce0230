import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { openWorkspace } from "../../../../containers/executor/src/referee/workspace.ts";
import { serveGit } from "../support/git-server.ts";
import { git, makeRemote } from "./files.ts";
import { clearScenes, makeScene, readyOf, recordsOf, shop, wellDone } from "./scene.ts";

// One of them plays a whole assignment twice, with real git and real test runs.
vi.setConfig({ testTimeout: 120_000 });

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
  await clearScenes();
});

async function overHttp(bare: string) {
  const github = await serveGit(dirname(bare));
  open.push(github.close);
  return { github, cloneUrl: github.url("origin.git") };
}

it.each(["502", "503", "hangs up", "hangs up afterwards"] as const)(
  "a push to a GitHub that is down (%s) is no failure, and arrives when it is there again",
  async (answer) => {
    const folder = await mkdtemp(join(tmpdir(), "referee-"));
    open.push(async () => rm(folder, { recursive: true, force: true }));
    const remote = await makeRemote(join(folder, "remote"), { "a.txt": "one\n" });
    const { github, cloneUrl } = await overHttp(remote.bare);
    const workspace = await openWorkspace({
      folder: join(folder, "assignment"),
      repository: { ...remote.repository, cloneUrl },
      checkout: remote.commit,
      signal: new AbortController().signal,
      left: () => 60_000,
    });
    const { gitDir } = workspace;
    const ours = await git(gitDir, "commit-tree", "HEAD^{tree}", "-p", "HEAD", "-m", "ours");
    github.answers(answer);
    const pushed: unknown = await workspace.push(ours, "fix/t1").catch((error: unknown) => error);
    expect(pushed).toMatchObject({ name: "OutOfReach", service: "github" });
    expect(String(pushed)).not.toContain(remote.repository.token);
    github.answers("as it should be");
    await workspace.push(ours, "fix/t1");
    expect(await remote.head("fix/t1")).toBe(ours);
  },
);

it("a fix whose push arrives without an answer waits for GitHub, and its commit is there once", async () => {
  const { remote, run, planCommit } = await makeScene(shop);
  const { github, cloneUrl } = await overHttp(remote.bare);
  const repository = { ...remote.repository, cloneUrl };
  const script = wellDone();
  const [writeTest] = script.red;
  const breaksOff = {
    ...script,
    red: [
      (ask: Parameters<NonNullable<typeof writeTest>>[0]) => {
        github.answers("hangs up afterwards");
        return writeTest?.(ask);
      },
    ],
  };
  const down = await run(breaksOff, { repository });
  expect(down.result).toMatchObject({ kind: "unavailable", phase: "red", service: "github" });
  // What nobody has answered is let through by nobody.
  expect(recordsOf(down.events)).toEqual([]);

  github.answers("as it should be");
  const again = await run(wellDone(), { repository });
  expect(await remote.head("fix/t1")).toBe(readyOf(again.result).commit);
  expect(await remote.log("fix/t1", planCommit)).toEqual([
    "test(cart): show the bug: carts without items cost nothing",
    "fix(cart): carts without items cost nothing",
    "chore(cart): remove the plan of the fix",
  ]);
});
