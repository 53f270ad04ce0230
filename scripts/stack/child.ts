import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, readFileSync } from "node:fs";

export interface Child {
  name: string;
  logFile: string;
  /** Rejects when the process ends before it was told to. */
  died: Promise<never>;
  /** Resolves when the process ends by itself with exit code 0. */
  succeeded: Promise<void>;
  stop: (signal: "SIGTERM" | "SIGKILL") => Promise<void>;
}

/** What still runs. Groups of their own don't die with us, so they are ended when we leave, however we leave. */
const running = new Set<ChildProcess>();
process.on("exit", killChildren);

/** Ends at once all that was started here and still runs. */
export function killChildren(): void {
  for (const child of running) killGroup(child, "SIGKILL");
}

/** Starts a process in a group of its own, its output in a log file, so that all of it can be ended together. */
export function startChild(
  name: string,
  command: readonly string[],
  env: NodeJS.ProcessEnv,
  cwd: string,
  logFile: string,
): Child {
  const [program = "", ...args] = command;
  const log = createWriteStream(logFile, { flags: "a" });
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  running.add(child);
  let stopping = false;
  const ended = Promise.withResolvers<void>();
  const died = Promise.withResolvers<never>();
  const succeeded = Promise.withResolvers<void>();
  // A process nobody waits for any more may end without an unhandled rejection.
  died.promise.catch(() => undefined);
  // The earlier of the two to settle: on exit code 0 that is `succeeded`.
  const finished = Promise.race([succeeded.promise, died.promise]);
  finished.catch(() => undefined);
  child.once("error", (error) => died.reject(error));
  child.once("exit", (code, signal) => {
    ended.resolve();
    if (code === 0) succeeded.resolve();
    if (!stopping)
      died.reject(
        new Error(`${name} ended (${signal ?? `exit code ${code}`}). Its last words:\n${logTail(logFile)}`),
      );
  });
  return {
    name,
    logFile,
    died: died.promise,
    succeeded: finished,
    stop: async (signal) => {
      stopping = true;
      killGroup(child, signal);
      const timer = setTimeout(() => killGroup(child, "SIGKILL"), 5000);
      await ended.promise;
      clearTimeout(timer);
      // Whatever outlived its leader.
      killGroup(child, "SIGKILL");
      running.delete(child);
      log.end();
    },
  };
}

export function logTail(file: string, lines = 25): string {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: the group is gone already, which is what was wanted.
    if (!(error instanceof Error) || !("code" in error) || error.code !== "ESRCH") throw error;
  }
}
