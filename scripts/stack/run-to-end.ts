import { startChild } from "./child.ts";
import { projectRoot } from "./dev-vars.ts";
import { untilAborted } from "./interrupt.ts";

export interface RunOptions {
  env: NodeJS.ProcessEnv;
  /** Where the output goes; its end is told when the program fails. */
  logFile: string;
  cwd?: string;
  interrupted?: AbortSignal | undefined;
}

/** Runs a program of Node's to its end. */
export async function runToEnd(
  name: string,
  args: readonly string[],
  { env, logFile, cwd = projectRoot, interrupted }: RunOptions,
): Promise<void> {
  const child = startChild(name, [process.execPath, ...args], env, cwd, logFile);
  try {
    await (interrupted ? Promise.race([child.succeeded, untilAborted(interrupted)]) : child.succeeded);
  } finally {
    await child.stop("SIGTERM");
  }
}
