import { join } from "node:path";
import { bundledWorker } from "./bundle.ts";
import type { RunWrangler } from "./wrangler.ts";

/** The command that runs the Worker: its bundle in workerd, or its code under `wrangler dev`. */
export async function workerCommand(
  reload: boolean,
  options: { configFile: string; bundles: string; wrangler: RunWrangler; args: readonly string[] },
): Promise<string[]> {
  const { configFile, bundles, wrangler, args } = options;
  const node = (program: string): string[] => [process.execPath, join(import.meta.dirname, program)];
  if (reload) return [...node("dev-worker.ts"), "--config", configFile, ...args];
  const bundle = await bundledWorker(configFile, bundles, wrangler);
  return [...node("run-worker.ts"), "--bundle", bundle, ...args];
}
