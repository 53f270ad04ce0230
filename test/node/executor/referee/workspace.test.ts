import { createServer } from "node:http";
import { lstat, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openWorkspace, removePlantedGit } from "../../../../containers/executor/src/referee/workspace.ts";
import { makeRemote } from "./files.ts";

vi.setConfig({ testTimeout: 60_000 });

const folders: string[] = [];
afterEach(async () => {
  for (const made of folders.splice(0)) await rm(made, { recursive: true, force: true });
});
async function newFolder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "referee-"));
  folders.push(made);
  return made;
}

async function open(checkout?: string) {
  const place = await newFolder();
  const remote = await makeRemote(join(place, "remote"), { "a.txt": "one\n", "src/b.txt": "two\n" });
  const workspace = await openWorkspace({
    folder: join(place, "assignment"),
    repository: remote.repository,
    checkout: checkout ?? remote.commit,
    signal: new AbortController().signal,
    left: () => 60_000,
  });
  return { place, remote, workspace };
}

describe("openWorkspace", () => {
  it("checks out a commit or a branch, with no git in the tree", async () => {
    const byCommit = await open();
    expect(byCommit.workspace.head).toBe(byCommit.remote.commit);
    expect(await byCommit.workspace.files()).toEqual(["a.txt", "src/b.txt"]);
    await expect(lstat(join(byCommit.workspace.tree, ".git"))).rejects.toThrow("ENOENT");
    const byBranch = await open("main");
    expect(byBranch.workspace.head).toBe(byBranch.remote.commit);
    expect(await readFile(join(byBranch.workspace.tree, "a.txt"), "utf8")).toBe("one\n");
  });

  it("says so when there is no such branch", async () => {
    await expect(open("nowhere")).rejects.toMatchObject({ code: "stale" });
  });

  it("says that a repository can't be reached without its token", async () => {
    const place = await newFolder();
    const opened = openWorkspace({
      folder: place,
      repository: {
        name: "acme/shop",
        cloneUrl: "http://127.0.0.1:9/acme/shop.git",
        base: "main",
        token: "s3cret-t0ken",
        testCommand: null,
      },
      checkout: "main",
      signal: new AbortController().signal,
      left: () => 60_000,
    });
    await expect(opened).rejects.toMatchObject({ name: "OutOfReach", service: "github" });
    await expect(opened).rejects.not.toThrow("s3cret-t0ken");
  });

  it("sends its token as the password, and keeps it out of errors, even when the remote repeats it", async () => {
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(403, { "content-type": "text/plain" }).end(`no: ${request.headers.authorization}`);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? (address?.port ?? 0) : 0;
    const basic = Buffer.from("x-access-token:s3cret-t0ken").toString("base64");
    const error: unknown = await openWorkspace({
      folder: await newFolder(),
      repository: {
        name: "acme/shop",
        cloneUrl: `http://127.0.0.1:${port}/acme/shop.git`,
        base: "main",
        token: "s3cret-t0ken",
        testCommand: null,
      },
      checkout: "main",
      signal: new AbortController().signal,
      left: () => 60_000,
    }).catch((reason: unknown) => reason);
    server.close();
    expect(seen[0]).toBe(`Basic ${basic}`);
    expect(error).toMatchObject({ code: "repository" });
    expect(String(error)).not.toContain(basic);
    expect(String(error)).not.toContain("s3cret-t0ken");
  });

  it("doesn't take a clone URL with a password", async () => {
    const opened = openWorkspace({
      folder: await newFolder(),
      repository: {
        name: "acme/shop",
        cloneUrl: "https://x:y@example.com/acme/shop.git",
        base: "main",
        token: "t",
        testCommand: null,
      },
      checkout: "main",
      signal: new AbortController().signal,
      left: () => 60_000,
    });
    await expect(opened).rejects.toMatchObject({ code: "repository" });
  });

  it("pushes nothing over somebody else's commit", async () => {
    const { remote, workspace } = await open();
    const theirs = await remote.commitOnBranch("fix/t1", { "theirs.txt": "theirs\n" });
    await workspace.git([
      "-c",
      "user.name=a",
      "-c",
      "user.email=a@b",
      "commit",
      "--allow-empty",
      "-qm",
      "ours",
    ]);
    const ours = (await workspace.git(["rev-parse", "HEAD"])).toString().trim();
    await expect(workspace.push(ours, "fix/t1")).rejects.toMatchObject({ code: "stale" });
    expect(await remote.head("fix/t1")).toBe(theirs);
    await workspace.push(ours, "fix/t2");
    expect(await remote.head("fix/t2")).toBe(ours);
  });

  it("removes git folders that were planted in the tree", async () => {
    const { workspace } = await open();
    await mkdir(join(workspace.tree, "src", ".git"));
    await writeFile(
      join(workspace.tree, "src", ".git", "config"),
      "[core]\n\tfsmonitor = touch /tmp/owned\n",
    );
    await writeFile(join(workspace.tree, ".git"), "gitdir: /elsewhere\n");
    expect((await removePlantedGit(workspace.tree)).toSorted()).toEqual([".git", "src/.git"]);
    await expect(lstat(join(workspace.tree, "src", ".git"))).rejects.toThrow("ENOENT");
  });
});
