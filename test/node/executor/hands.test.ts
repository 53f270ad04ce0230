import { execFileSync } from "node:child_process";
import { chmod, link, lstat, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { AgentUser, Command, CommandResult } from "../../../containers/executor/src/contract.ts";
import { type AssignmentHands, openHands } from "../../../containers/executor/src/hands.ts";
import { type Network, prepareNetwork } from "../../../containers/executor/src/network.ts";
import { loadOf } from "../../../containers/executor/src/processes.ts";

vi.setConfig({ testTimeout: 30_000 });

/** Another user can be had by root alone; else the hands work as whoever runs the tests. */
const asRoot = process.getuid?.() === 0;
const user: AgentUser | null = asRoot
  ? { uid: 40_000_000 + process.pid, gid: 40_000_000 + process.pid }
  : null;
const other: AgentUser | null = user && { uid: user.uid + 1_000_000, gid: user.gid + 1_000_000 };

let folder: string;
let hands: AssignmentHands;
let network: Network;
const path = process.env["PATH"] ?? "";

const never = new AbortController().signal;
const run = (argv: Command["argv"], changes: Partial<Command> = {}): Promise<CommandResult> =>
  hands.run({ argv, cwd: folder, timeoutMs: 20_000, signal: never, ...changes });
const shell = (script: string, changes: Partial<Command> = {}) => run(["/bin/sh", "-c", script], changes);

let programs: string;
beforeAll(async () => {
  programs = await mkdtemp(join(tmpdir(), "signalbox-hands-"));
  await chmod(programs, 0o711);
  network = await prepareNetwork({ root: programs, path, userOf: () => user });
});
afterAll(() => rm(programs, { recursive: true }));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "signalbox-hands-"));
  await chmod(folder, 0o711);
  hands = await openHands({ user, folder, path, packages: folder, network });
});

afterEach(async () => {
  await hands.killAll();
  await rm(folder, { recursive: true });
});

test("A command tells how it ended, what it said, and each line as it came", async () => {
  const lines: string[] = [];
  const result = await shell("echo one; echo two >&2; printf three; exit 3", {
    onLine: (line) => lines.push(line),
  });
  expect(result.exitCode).toBe(3);
  expect(result.output).toBe("one\ntwo\nthree");
  expect(lines).toEqual(["one", "two", "three"]);
  expect((await run(["/no/such/program"])).exitCode).toBe(127);
  expect((await shell("kill -SEGV $$")).exitCode).toBe(139);
});

test("Of much output the end is kept", async () => {
  const { output } = await shell("yes 0123456789 | head -n 60000; echo end");
  expect(output).toHaveLength(200_000);
  expect(output).toMatch(/0123456789\nend\n$/);
});

test("A command finds nothing of ours in its environment", async () => {
  process.env["PASSED_ON"] = "by mistake";
  const { output } = await shell("env", { env: { EXTRA: "1" } });
  delete process.env["PASSED_ON"];
  const names = output
    .split("\n")
    .filter((line) => line.includes("="))
    .map((line) => line.slice(0, line.indexOf("=")));
  // The shell sets some of its own.
  const ours = names.filter((name) => !["PWD", "OLDPWD", "SHLVL", "_"].includes(name));
  expect(ours.toSorted()).toEqual(["EXTRA", ...Object.keys(hands.environment)].toSorted());
  expect(output).not.toContain("by mistake");
  // What leads tools to a user's settings leads to this home alone, or says that there are none.
  expect(hands.environment).toMatchObject({
    GOENV: "off",
    GOCACHE: join(folder, "home/.cache/go-build"),
    PYTHONNOUSERSITE: "1",
    PIP_CONFIG_FILE: "/dev/null",
    npm_config_userconfig: join(folder, "home/.npmrc"),
    XDG_CONFIG_HOME: join(folder, "home/.config"),
  });
  expect((await shell('touch "$HOME/a" "$TMPDIR/b"')).exitCode).toBe(0);
});

test("A command ends at its deadline, with all that it has started", async () => {
  const seconds = `97${process.pid}`;
  const result = await shell(`sleep ${seconds} & setsid sleep ${seconds} & sleep ${seconds}`, {
    timeoutMs: 500,
  });
  expect(result.exitCode).toBeNull();
  expect(sleeping(seconds)).toEqual([]);
});

test("A cancelled command ends, and one that comes too late doesn't begin", async () => {
  const controller = new AbortController();
  const seconds = `96${process.pid}`;
  const running = shell(`echo here; sleep ${seconds}`, {
    signal: controller.signal,
    onLine: () => controller.abort(),
  });
  expect((await running).exitCode).toBeNull();
  expect(sleeping(seconds)).toEqual([]);
  expect(await shell("echo late", { signal: controller.signal })).toMatchObject({
    exitCode: null,
    output: "",
  });
});

test("A process that a command leaves behind is gone when the command has ended", async () => {
  const seconds = `95${process.pid}`;
  // The one holds the output open, the other has left group, session and parent.
  const result = await shell(`sleep ${seconds} & (setsid sleep ${seconds} > /dev/null 2>&1 &) ; echo done`);
  expect(result).toMatchObject({ exitCode: 0, output: "done\n" });
  expect(sleeping(seconds)).toEqual([]);
});

test.runIf(asRoot)("A process that stops whoever comes to end it is ended, and holds nobody up", async () => {
  const fight = `for (;;) try { process.kill(-1, "SIGSTOP") } catch {}`;
  // Some stop the command itself, too: its time ends it.
  await shell(`setsid node -e '${fight}' > /dev/null 2>&1 & sleep 5`, { timeoutMs: 2000 });
  expect((await loadOf(user?.uid ?? 0)).tasks).toBe(0);
  expect((await shell("echo next")).output).toBe("next\n");
});

test.runIf(asRoot)(
  "A folder that is handed over is the agent's, but no file that a link in it leads to",
  async () => {
    const tree = join(folder, "tree");
    await mkdir(join(tree, "src"), { recursive: true });
    await writeFile(join(tree, "src/a.js"), "a");
    await writeFile(join(folder, "ours.txt"), "ours");
    await symlink(join(folder, "ours.txt"), join(tree, "soft"));
    await link(join(folder, "ours.txt"), join(tree, "hard"));
    await hands.handOver(tree);

    expect((await lstat(join(tree, "src/a.js"))).uid).toBe(user?.uid);
    expect((await lstat(join(folder, "ours.txt"))).uid).toBe(0);
    expect((await shell("echo b > src/a.js && cat src/a.js", { cwd: tree })).output).toBe("b\n");
    // Nothing can be planted where tests would look above their own folder.
    expect((await shell("mkdir ../node_modules || touch ../package.json", { cwd: tree })).exitCode).not.toBe(
      0,
    );
    expect((await shell("echo stolen > hard || echo stolen > soft", { cwd: tree })).exitCode).not.toBe(0);
    expect(await readFile(join(folder, "ours.txt"), "utf8")).toBe("ours");
  },
);

test.runIf(asRoot)("Two assignments can neither see nor end each other", async () => {
  const elsewhere = join(folder, "other");
  await mkdir(elsewhere, { mode: 0o711 });
  const neighbour = await openHands({
    user: other,
    folder: elsewhere,
    path,
    packages: elsewhere,
    network,
  });
  const seconds = `94${process.pid}`;
  const started = Promise.withResolvers<void>();
  const controller = new AbortController();
  const theirs = neighbour.run({
    argv: ["/bin/sh", "-c", `echo secret > "$HOME/file"; echo here; exec sleep ${seconds}`],
    cwd: elsewhere,
    timeoutMs: 20_000,
    signal: controller.signal,
    onLine: () => started.resolve(),
  });
  await started.promise;
  const { output } = await shell(
    `cat ${elsewhere}/home/file; ls ${elsewhere}; for p in /proc/[0-9]*; do cat $p/environ | tr '\\0' '\\n'; done 2>/dev/null | grep ${elsewhere}; kill -9 -1`,
  );
  expect(output).not.toContain("secret");
  expect(output).not.toContain(`HOME=${elsewhere}`);
  await hands.killAll();
  expect(sleeping(seconds)).toHaveLength(1);
  controller.abort();
  expect((await theirs).exitCode).toBeNull();
});

const tight = { tasks: 150, memoryBytes: 400 * 1024 ** 2, fileBytes: 1024 ** 2, openFiles: 64 };

let tightUser = { uid: 60_000_000 + process.pid * 8, gid: 60_000_000 + process.pid * 8 };
const tooMuch: [string, string, RegExp, number][] = [
  [
    "processes without end",
    `python3 -c 'import os, time
while True:
    try: os.fork()
    except OSError: time.sleep(0.1)'`,
    /ended: it had \d+ processes/,
    137,
  ],
  [
    "memory without end",
    `node -e 'const all = []; setInterval(() => all.push(Buffer.alloc(3e7, 1)), 20)'`,
    /ended: it had [\d,]+ MB of memory, and may have 400 MB/,
    137,
  ],
  [
    "a large file",
    "truncate -s 2M large; echo ended with $?",
    /File too large[^]*ended with 1|ended with 153/,
    0,
  ],
  [
    "many open files",
    `node -e 'for (let n = 0; n < 100; n += 1) fs.openSync("/dev/null")'`,
    /EMFILE: too many open files/,
    1,
  ],
];
test.runIf(asRoot).each(tooMuch)(
  "Nobody gets more of the machine than is theirs: %s",
  async (_what, script, words, exitCode) => {
    // What ends here counts for a moment more: each has a user of its own.
    tightUser = { uid: tightUser.uid + 1, gid: tightUser.gid + 1 };
    const tightPlace = join(folder, "tight");
    await mkdir(tightPlace, { mode: 0o711 });
    const held = await openHands({
      user: tightUser,
      folder: tightPlace,
      path,
      packages: tightPlace,
      network,
      limits: tight,
    });
    const result = await held.run({
      argv: ["/bin/sh", "-c", script],
      cwd: join(tightPlace, "home"),
      timeoutMs: 15_000,
      signal: never,
    });
    expect(result.output).toMatch(words);
    expect(result.exitCode).toBe(exitCode);
    const left = execFileSync("ps", ["-eo", "stat,uid"], { encoding: "utf8" });
    expect(left).not.toMatch(new RegExp(`^[^Z]\\S*\\s+${tightUser.uid}$`, "m"));
  },
);

test("What is usual is enough for a program that starts many threads and maps much memory", async () => {
  const workers = `const { Worker } = require("worker_threads"); let left = 8; for (let n = 0; n < 8; n += 1) new Worker("", { eval: true }).on("exit", () => { left -= 1; if (left === 0) console.log("all", new WebAssembly.Memory({ initial: 1, maximum: 65536 }).buffer.byteLength); });`;
  expect((await run(["node", "-e", workers])).output).toBe("all 65536\n");
});

/** The sleeps of these seconds that are alive. */
function sleeping(seconds: string): string[] {
  return execFileSync("ps", ["-eo", "stat,args"], { encoding: "utf8" })
    .split("\n")
    .filter((line) => new RegExp(`^[^Z]\\S*\\s+sleep ${seconds}$`).test(line));
}
