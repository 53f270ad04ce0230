import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const lockSchema = z.object({ pid: z.number(), at: z.number(), urls: z.record(z.string(), z.string()) });
type Lock = z.infer<typeof lockSchema>;

/** So long a start may take before anything of it answers, milliseconds. */
const startMs = 120_000;
const answersWithinMs = 1500;

const fileIn = (stateDir: string): string => join(stateDir, "running.json");

/**
 * Refuses a second start on one state folder: two Workers on one database ruin it.
 * @throws Error with the addresses of the one that runs.
 */
export async function refuseSecondStart(stateDir: string): Promise<void> {
  const lock = lockIn(stateDir);
  if (lock === null || !(await isRunning(lock))) return;
  const addresses = Object.entries(lock.urls).map(([name, url]) => `${name} ${url}`);
  throw new Error(
    `Signalbox already runs on ${stateDir}, as process ${lock.pid}: ${addresses.join(", ")}. Stop that one first.`,
  );
}

/**
 * Makes a state folder this process's own until it gives it back. One whose process is gone is taken over.
 * @throws Error as `refuseSecondStart` does.
 */
export async function lockState(stateDir: string, urls: Record<string, string>): Promise<() => void> {
  await refuseSecondStart(stateDir);
  const file = fileIn(stateDir);
  rmSync(file, { force: true });
  const own: Lock = { pid: process.pid, at: Date.now(), urls };
  // Of two that start in one moment, one finds it there.
  writeFileSync(file, JSON.stringify(own), { mode: 0o600, flag: "wx" });
  return () => {
    const now = lockIn(stateDir);
    if (now?.pid === own.pid && now.at === own.at) rmSync(file, { force: true });
  };
}

function lockIn(stateDir: string): Lock | null {
  let text: string;
  try {
    text = readFileSync(fileIn(stateDir), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
  // Whoever was killed while it wrote has left a part of it.
  const read = lockSchema.safeParse(jsonIn(text));
  return read.success ? read.data : null;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Its process is there, and it is not another that has got its number since: one of its addresses answers, or it is just starting. */
async function isRunning({ pid, at, urls }: Lock): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (Date.now() - at < startMs) return true;
  const answers = await Promise.all(Object.values(urls).map(isAnswered));
  return answers.includes(true);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's process may not be asked, and is there.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

async function isAnswered(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(answersWithinMs) });
    await response.body?.cancel();
    return true;
  } catch {
    // Nobody is there.
    return false;
  }
}
