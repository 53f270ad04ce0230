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

/** The user's own `kill -9 -1`: the kernel ends them all in one go, so that none can fork its way out. */
export async function killByUser({ uid, gid }: AgentUser): Promise<void> {
  const killer = spawn("/bin/sh", ["-c", "kill -9 -1"], {
    uid,
    gid,
    stdio: "ignore",
    cwd: "/",
    env: only({}),
  });
  await new Promise((resolve, reject) => killer.once("error", reject).once("exit", resolve));
  const belongs = new RegExp(`^State:\\t[^Z].*^Uid:\\t${uid}\\t`, "ms");
  await goneAfter(() =>
    pidsWhose(async (pid) =>
      belongs.test((await glimpse(() => readFile(`/proc/${pid}/status`, "utf8"))) ?? ""),
    ),
  );
}

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

/** How many processes and threads a user has, and the memory that they share with nobody, in bytes. Linux only. */
export async function loadOf(uid: number): Promise<{ tasks: number; memory: number }> {
  const ofUser = await Promise.all((await pids()).map((pid) => loadIfOf(pid, uid)));
  const found = ofUser.filter((load) => load !== null);
  return {
    tasks: found.reduce((sum, { tasks }) => sum + tasks, 0),
    memory: found.reduce((sum, { memory }) => sum + memory, 0),
  };
}

/** The users that have processes here. Linux only. */
export async function usersWithProcesses(): Promise<Set<number>> {
  const found = await Promise.all(
    (await pids()).map(async (pid) => (await glimpse(() => stat(`/proc/${pid}`)))?.uid),
  );
  return new Set(found.filter((uid) => uid !== undefined));
}

async function loadIfOf(pid: number, uid: number): Promise<{ tasks: number; memory: number } | null> {
  if ((await glimpse(() => stat(`/proc/${pid}`)))?.uid !== uid) return null;
  const status = (await glimpse(() => readFile(`/proc/${pid}/status`, "utf8"))) ?? "";
  const value = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
  return { tasks: value("Threads"), memory: value("RssAnon") * 1024 };
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
