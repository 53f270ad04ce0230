import { join } from "node:path";
import { bundledWorker, bundlesFolder } from "./bundle.ts";
import { projectRoot } from "./dev-vars.ts";
import { runToEnd } from "./run-to-end.ts";

/** How the Worker is run, and on what. */
export interface WorkerChoices {
  /** Another wrangler configuration than the project's. */
  configFile?: string;
  /** Under `wrangler dev`: the Worker is built anew whenever its code changes. */
  reload?: boolean;
  /** Fills the database before anything serves; gets what runs a file of SQL, whose statements end where a line ends. */
  prepare?: (execute: (sqlFile: string) => Promise<void>) => Promise<void>;
  /** Ends the start; what already runs is stopped. */
  interrupted?: AbortSignal;
  onProgress?: (what: string) => void;
}

interface Place {
  stateDir: string;
  envFile: string;
  port: number;
  env: NodeJS.ProcessEnv;
  log: (name: string) => string;
}

/**
 * Builds the Worker and brings its database up to date.
 * @returns the command that runs it, as often as it must.
 */
export async function workerCommand(
  { stateDir, envFile, port, env, log }: Place,
  { configFile, reload, prepare, onProgress, interrupted }: WorkerChoices,
): Promise<string[]> {
  const persist = join(stateDir, "wrangler");
  const config = configFile ?? join(projectRoot, "wrangler.toml");
  // The project's own bundles serve all stacks.
  const bundles = configFile === undefined ? bundlesFolder : join(persist, "bundles");
  onProgress?.("building the Worker");
  const bundle = await bundledWorker(config, bundles, { env, logFile: log("bundle"), interrupted });

  onProgress?.("applying migrations");
  const onDatabase = async (...args: string[]): Promise<void> => {
    const command = [program("prepare-database.ts"), "--bundle", bundle, "--persist-to", persist, ...args];
    await runToEnd("preparing the database", command, { env, logFile: log("migrations"), interrupted });
  };
  await onDatabase();
  await prepare?.(async (file) => onDatabase("--database", "DB", "--file", file));

  const runner = reload
    ? [program("dev-worker.ts"), "--config", config]
    : [program("run-worker.ts"), "--bundle", bundle];
  const place = ["--env-file", envFile, "--port", String(port), "--persist-to", persist];
  return [process.execPath, ...runner, ...place];
}

const program = (name: string): string => join(import.meta.dirname, name);
