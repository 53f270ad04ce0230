import { join } from "node:path";
import { startChild } from "./child.ts";
import { projectRoot } from "./dev-vars.ts";
import { untilAborted } from "./interrupt.ts";

const program = join(projectRoot, "node_modules/wrangler/bin/wrangler.js");

/** Runs a command of wrangler's to its end. */
export type RunWrangler = (...args: string[]) => Promise<void>;

export interface WranglerOptions {
  env: NodeJS.ProcessEnv;
  /** Where the output of the commands goes. */
  logFile: string;
  interrupted?: AbortSignal | undefined;
}

export function wranglerWith({ env, logFile, interrupted }: WranglerOptions): RunWrangler {
  return async (...args) => {
    const name = `wrangler ${args.slice(0, 2).join(" ")}`;
    const child = startChild(name, [process.execPath, program, ...args], env, projectRoot, logFile);
    try {
      await (interrupted ? Promise.race([child.succeeded, untilAborted(interrupted)]) : child.succeeded);
    } finally {
      await child.stop("SIGTERM");
    }
  };
}
