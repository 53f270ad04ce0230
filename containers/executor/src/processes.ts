import { spawn } from "node:child_process";
import { readdir, readFile, readlink, stat } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import type { AgentUser } from "./contract.ts";
import { environment as only } from "./referee/environment.ts";

/** Ends a process and those that have stayed in its group, at once. */
export function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    // EPERM: only zombies are left of the group.
    if (!hasCode(error, "ESRCH") && !hasCode(error, "EPERM")) throw error;
  }
}

/**
 * Ends all of a user's processes. Some fight back: they stop or end whoever comes to end them, or are another one by the
 * time that they have been seen; so both ways are gone again and again. Throws when one of them stays.
 */
export async function killByUser(user: AgentUser): Promise<void> {
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    const isDone = await killAtOnce(user);
    const found = await pidsWhose((pid) => isAliveAs(pid, user.uid));
    if (isDone && found.length === 0) return;
    for (const pid of found) killProcess(pid);
    await wait(10);
  }
  throw new Error(`there are processes of user ${user.uid} that can't be ended`);
}

/** A disk that is slow may hold a killed process for seconds. */
const patienceMs = 15_000;
/** Whoever ends them is looked after so often: on a busy machine it takes seconds to begin, and one that was stopped never does. */
const killerMs = 2000;
const mostLooks = 10;

/**
 * It becomes the user by itself: whoever starts a process under a user's name waits until it has begun, and would wait for
 * ever for one that was stopped before. The shell has none of this server's power.
 */
const killer = `const [uid, gid] = process.argv.slice(1).map(Number);
process.setgroups([]); process.setgid(gid); process.setuid(uid);
process.execve("/bin/sh", ["sh", "-c", "kill -9 -1; exit 0"], {});`;

/**
 * The user's own `kill -9 -1`: the kernel ends them all in one go, so that none can fork its way out. Answers whether it
 * came to that: as a process of the user it can be stopped or ended by any other.
 */
async function killAtOnce({ uid, gid }: AgentUser): Promise<boolean> {
  const child = spawn(process.execPath, ["--no-warnings", "--eval", killer, String(uid), String(gid)], {
    stdio: "ignore",
    cwd: "/",
    env: only({}),
  });
  const ended = new Promise<number | null>((resolve, reject) =>
    child.once("error", reject).once("exit", resolve),
  );
  for (let looks = 0; looks < mostLooks; looks += 1) {
    const code = await Promise.race([ended, wait(killerMs, "late" as const, { ref: false })]);
    if (code !== "late") return code === 0;
    if (child.pid !== undefined && (await isStopped(child.pid))) break;
  }
  child.kill("SIGKILL");
  return (await ended) === 0;
}

const isStopped = async (pid: number): Promise<boolean> =>
  /^State:\s+[Tt]/m.test((await glimpse(() => readFile(`/proc/${pid}/status`, "utf8"))) ?? "");

async function isAliveAs(pid: number, uid: number): Promise<boolean> {
  const status = await glimpse(() => readFile(`/proc/${pid}/status`, "utf8"));
  return status !== undefined && isAlive(status) && new RegExp(`^Uid:\\t${uid}\\t`, "m").test(status);
}

/** The first thread of a process may have ended, and the others run on. */
const isAlive = (status: string): boolean =>
  !/^State:\s+[ZX]/m.test(status) || Number(/^Threads:\s+(\d+)/m.exec(status)?.[1]) > 1;

/** Without a user of its own, the agent's processes are known by the home in their environment. Linux only. */
export const killByHome = (home: string): Promise<void> =>
  killThoseWhose(async (pid) => (await homeOf(pid)) === home);

/** Ends the processes of this server's user that have their home in a folder, or stand in it. Linux only. */
export const killInside = (folder: string): Promise<void> =>
  killThoseWhose(async (pid) => {
    const places = [await homeOf(pid), await glimpse(() => readlink(`/proc/${pid}/cwd`))];
    return places.some((place) => place === folder || place?.startsWith(`${folder}/`));
  });

const homeOf = async (pid: number): Promise<string | undefined> =>
  (await glimpse(() => readFile(`/proc/${pid}/environ`, "utf8")))
    ?.split("\0")
    .find((each) => each.startsWith("HOME="))
    ?.slice("HOME=".length);

/** What a user's processes take. */
export interface Load {
  /** Processes and threads that are alive. */
  tasks: number;
  /** Processes that have ended, and that nobody has taken notice of yet: the kernel counts them, too. */
  ended: number;
  /** What they share with nobody, in bytes. */
  memory: number;
}

/** Looks at all of a user's processes. Linux only. */
export async function loadOf(uid: number): Promise<Load> {
  const sum: Load = { tasks: 0, ended: 0, memory: 0 };
  for (const load of await Promise.all((await pids()).map((pid) => loadIfOf(pid, uid)))) {
    sum.tasks += load?.tasks ?? 0;
    sum.ended += load?.ended ?? 0;
    sum.memory += load?.memory ?? 0;
  }
  return sum;
}

/** Waits until nothing counts for a user any more, for as long as whoever has to take notice may need. Linux only. */
export async function nothingLeftOf(uid: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { tasks, ended } = await loadOf(uid);
    if (tasks + ended === 0) return;
    await wait(50);
  }
}

/** The users that have processes here. Linux only. */
export async function usersWithProcesses(): Promise<Set<number>> {
  const found = await Promise.all(
    (await pids()).map(async (pid) => (await glimpse(() => stat(`/proc/${pid}`)))?.uid),
  );
  return new Set(found.filter((uid) => uid !== undefined));
}

async function loadIfOf(pid: number, uid: number): Promise<Load | null> {
  if ((await glimpse(() => stat(`/proc/${pid}`)))?.uid !== uid) return null;
  const status = await glimpse(() => readFile(`/proc/${pid}/status`, "utf8"));
  if (status === undefined) return null;
  if (!isAlive(status)) return { tasks: 0, ended: 1, memory: 0 };
  const value = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
  return { tasks: value("Threads"), ended: 0, memory: value("RssAnon") * 1024 };
}

/** A killed process is still there for a moment. One that is there for good hangs in the kernel: nothing can be done. */
async function goneAfter(left: () => Promise<number[]>): Promise<void> {
  for (let tries = 0; tries < 200 && (await left()).length > 0; tries += 1) await wait(10);
}

async function killThoseWhose(isOne: (pid: number) => Promise<boolean | undefined>): Promise<void> {
  await goneAfter(async () => {
    const found = await pidsWhose(isOne);
    for (const pid of found) killProcess(pid);
    return found;
  });
}

/** All processes; none where there is no /proc. */
async function pids(): Promise<number[]> {
  if (process.platform !== "linux") return [];
  return (await readdir("/proc")).map(Number).filter(Number.isInteger);
}

async function pidsWhose(isOne: (pid: number) => Promise<boolean | undefined>): Promise<number[]> {
  const all = await pids();
  const found = await Promise.all(all.map(isOne));
  return all.filter((_, index) => found[index] === true);
}

/** Looks at a process; undefined: it has ended meanwhile, or is none of ours. */
async function glimpse<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (["ENOENT", "ESRCH", "EACCES", "EPERM"].some((code) => hasCode(error, code))) return undefined;
    throw error;
  }
}

function killProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!hasCode(error, "ESRCH")) throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
