import { setTimeout as wait } from "node:timers/promises";
import { totalmem } from "node:os";
import type { AgentUser } from "./contract.ts";
import { inMegabytes } from "./referee/quota.ts";
import { loadOf } from "./processes.ts";

/** What the programs of one user may take from the machine. */
export interface Limits {
  /** Processes and threads at once. */
  tasks: number;
  memoryBytes: number;
  /** Of one file. */
  fileBytes: number;
  openFiles: number;
}

const giga = 1024 ** 3;

/** The memory of this machine, or of the container that this is. */
function memoryHere(): number {
  const given = process.constrainedMemory();
  return given > 0 ? Math.min(given, totalmem()) : totalmem();
}

export const limits: Limits = {
  tasks: 2000,
  memoryBytes: Math.min(16 * giga, Math.floor(memoryHere() * 0.75)),
  fileBytes: 2 * giga,
  openFiles: 16_384,
};

/** A limit that a system lacks, or that is lower already, is none that it could be given; and shells name one differently. */
const script = `{ echo 1000 > /proc/self/oom_score_adj; ulimit -c 0; ulimit -f "$1"; ulimit -n "$2"; ulimit -u "$3" || ulimit -p "$3"; } 2> /dev/null; shift 3; exec "$@"`;

/**
 * A program with the kernel's limits, which it can't raise: how large its files are, how many it opens, how many processes its
 * user has; when memory runs out, it is the first to go. `others` are the processes that its user has besides.
 */
export function limited(
  argv: readonly string[],
  { fileBytes, openFiles, tasks }: Limits,
  others: number,
): string[] {
  const blocks = Math.floor(fileBytes / 512);
  return ["/bin/sh", "-c", script, "sh", ...[blocks, openFiles, others + tasks].map(String), ...argv];
}

const lookedAtMs = 1000;

/**
 * Looks at what a user's programs take, and tells once when it is too much: a process that can't start another goes on
 * trying for as long as it may, and no limit of the kernel's holds for the memory of many together. Answers how to stop.
 */
export function watchUser(user: AgentUser, most: Limits, onExcess: (why: string) => void): () => void {
  const stopped = new AbortController();
  const look = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      const { tasks, memory } = await loadOf(user.uid);
      const why =
        tasks > most.tasks * 0.9
          ? `ended: it had ${tasks} processes and threads at once, and may have ${most.tasks}`
          : memory > most.memoryBytes
            ? `ended: it had ${inMegabytes(memory)} of memory, and may have ${inMegabytes(most.memoryBytes)}`
            : null;
      if (why !== null && !stopped.signal.aborted) return onExcess(why);
      await wait(lookedAtMs, undefined, { ref: false });
    }
  };
  look().catch((error: unknown) => onExcess(`ended: what it takes can't be seen: ${String(error)}`));
  return () => stopped.abort();
}
