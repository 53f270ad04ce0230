import { join } from "node:path";
import { startChild } from "./child.ts";
import { projectRoot } from "./dev-vars.ts";
import { untilAborted } from "./interrupt.ts";

const program = join(projectRoot, "node_modules/wrangler/bin/wrangler.js");

/** wrangler's command lines on one state directory, all of them local. */
export interface Wrangler {
  dev: (port: number, envFile: string) => string[];
  /** Runs a `wrangler d1` command to its end. */
  d1: (...args: string[]) => Promise<void>;
}

export interface WranglerOptions {
  stateDir: string;
  /** Another configuration than the project's; its relative paths count from where it lies. */
  configFile?: string | undefined;
  env: NodeJS.ProcessEnv;
  /** Where the output of the commands that end goes. */
  logFile: string;
  interrupted?: AbortSignal | undefined;
}

export function wranglerOn({ stateDir, configFile, env, logFile, interrupted }: WranglerOptions): Wrangler {
  const config = configFile === undefined ? [] : ["--config", configFile];
  const persisted = ["--persist-to", join(stateDir, "wrangler")];
  const local = [...config, "--local", ...persisted];
  return {
    dev: (port, envFile) => [
      process.execPath,
      join(import.meta.dirname, "dev-worker.ts"),
      ...config,
      ...persisted,
      "--port",
      String(port),
      "--env-file",
      envFile,
    ],
    d1: async (...args) => {
      const command = [process.execPath, program, "d1", ...args, ...local];
      const child = startChild(`wrangler d1 ${args[0]}`, command, env, projectRoot, logFile);
      try {
        await (interrupted ? Promise.race([child.succeeded, untilAborted(interrupted)]) : child.succeeded);
      } finally {
        await child.stop("SIGTERM");
      }
    },
  };
}
