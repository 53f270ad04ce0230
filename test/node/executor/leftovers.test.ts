import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve as resolvePath } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { prepareWorkspaces } from "../../../containers/executor/src/workspaces-folder.ts";
import { environment } from "../../../containers/executor/src/referee/environment.ts";
import { scriptClaude } from "./support/scripted-claude.ts";
import { bareRepository, executeAssignmentSpec } from "./support/shop.ts";
import { newWorkspaces } from "./support/workspaces.ts";

const token = "executor-token-of-this-test";
const folders: string[] = [];
const servers: ChildProcess[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) if (server.exitCode === null) server.kill("SIGKILL");
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function start(workspaces: string): Promise<{ server: ChildProcess; url: string }> {
  const server = spawn(process.execPath, [resolvePath("containers/executor/src/main.ts")], {
    env: environment({
      PATH: process.env["PATH"] ?? "",
      PORT: "0",
      EXECUTOR_TOKEN: token,
      WORKSPACES: workspaces,
    }),
    stdio: ["ignore", "pipe", "inherit"],
  });
  servers.push(server);
  const listening = Promise.withResolvers<number>();
  if (server.stdout !== null)
    createInterface(server.stdout).on("line", (line) => {
      const said = z.object({ event: z.literal("executor.listening"), port: z.number() });
      const read = said.safeParse(JSON.parse(line));
      if (read.success) listening.resolve(read.data.port);
    });
  return { server, url: `http://127.0.0.1:${await listening.promise}` };
}

/** Processes with this word on their command line. */
const running = (word: string): number =>
  execFileSync("ps", ["-eo", "stat,args"], { encoding: "utf8" })
    .split("\n")
    .filter((line) => !line.startsWith("Z") && line.includes(word)).length;

test("What a killed server has left is gone when another starts, and a server that lives keeps its own", async () => {
  const workspaces = await newWorkspaces();
  folders.push(workspaces);
  const shop = bareRepository();
  const seconds = [`8${process.pid}1`, `8${process.pid}2`];
  const claudes = await Promise.all(
    seconds.map((each) =>
      scriptClaude([
        // One stays; the other has left its group and its session.
        [{ tool: "Bash", input: { command: `cd /; setsid sleep ${each} > /dev/null 2>&1 & echo left` } }],
        () => new Promise(() => undefined),
      ]),
    ),
  );
  const begun = [];
  for (const claude of claudes) {
    const executor = await start(workspaces);
    const assignment = executeAssignmentSpec(shop, claude.url);
    const answer = await fetch(`${executor.url}/assignments/${assignment.assignmentId}`, {
      method: "PUT",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(assignment),
    });
    expect(answer.status).toBe(202);
    begun.push(executor);
  }
  for (const claude of claudes)
    await vi.waitFor(() => expect(claude.requests).toHaveLength(2), { timeout: 60_000 });
  const [first, second] = begun;
  const [killed = "", living = ""] = seconds;
  expect(running(`sleep ${killed}`)).toBe(1);
  const mine = (await readdir(workspaces)).length;
  expect(mine).toBe(2);

  first?.server.kill("SIGKILL");
  if (first !== undefined) await once(first.server, "exit");
  const third = await start(workspaces);
  expect(running(`sleep ${killed}`)).toBe(0);
  expect(running(`sleep ${living}`)).toBe(1);
  expect(await readdir(workspaces)).toHaveLength(2);
  expect(running(workspaces)).toBeGreaterThan(0);

  for (const { server } of [second, third].filter((each) => each !== undefined)) {
    server.kill("SIGTERM");
    await once(server, "exit");
  }
  expect(await readdir(workspaces)).toEqual([]);
  expect(running(workspaces)).toBe(0);
  for (const claude of claudes) await claude.close();
  shop.remove();
}, 120_000);

test.for([
  ["a temporary folder", async () => mkdtemp(join(tmpdir(), "signalbox-walls-"))],
  ["a folder that isn't there yet below one", async () => join(tmpdir(), "signalbox-none", "deeper")],
  [
    "a folder below one that others may write to",
    async (good) => {
      await mkdir(join(good, "open"));
      await chmod(join(good, "open"), 0o777);
      await mkdir(join(good, "open", "own"), { mode: 0o755 });
      return join(good, "open", "own");
    },
  ],
  [
    "one that the group may write to",
    async (good) => {
      await chmod(good, 0o771);
      return good;
    },
  ],
  [
    "one that others may write to when a bit says that they can't remove",
    async (good) => {
      await chmod(good, 0o1777);
      return good;
    },
  ],
  [
    "a link to such a folder",
    async (good) => {
      await symlink(tmpdir(), join(good, "link"));
      return join(good, "link");
    },
  ],
] satisfies [string, (good: string) => Promise<string>][])(
  "Assignments don't get their folders where others have a say: %s",
  async ([, make]) => {
    const good = await newWorkspaces();
    folders.push(good);
    const wanted = await make(good);
    if (wanted.startsWith(tmpdir())) folders.push(wanted);
    await expect(prepareWorkspaces(wanted)).rejects.toThrow(
      /WORKSPACES is .*, but \/.* can be written to by others/,
    );
  },
);

test("A good folder is made, passable for all, and what lies above it is told of", async () => {
  const good = await newWorkspaces();
  folders.push(good);
  await mkdir(join(good, "node_modules"));
  const { folder, found } = await prepareWorkspaces(join(good, "a/b"));
  expect(folder).toBe(join(good, "a/b"));
  expect(found).toContain(join(good, "node_modules"));
});
