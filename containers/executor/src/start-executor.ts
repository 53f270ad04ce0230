import { rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { Assignments } from "./assignments.ts";
import { log } from "./log.ts";
import { prepareNetwork } from "./network.ts";
import { openPackageCache } from "./package-cache.ts";
import { runAssignmentWith } from "./run-assignment.ts";
import { registryAccess } from "./registries.ts";
import { createServer } from "./server.ts";
import type { Settings } from "./settings.ts";
import { prepareToolbox } from "./toolbox.ts";

export interface Executor {
  url: string;
  /** Ends all assignments and removes all that they have left. */
  close(): Promise<void>;
}

/** Starts the executor's server. */
export async function startExecutor(settings: Settings): Promise<Executor> {
  const toolbox = await prepareToolbox(settings);
  const registries = registryAccess(settings.registries);
  const network = await prepareNetwork({ ...toolbox, registryHosts: registries.hosts });
  if (network.warning !== null) toolbox.warnings.push(network.warning);
  const cache = await openPackageCache(join(toolbox.root, "packages"));
  const run = runAssignmentWith({ ...toolbox, registries, cache }, network);
  const assignments = new Assignments(settings.places, run, [settings.token, ...registries.secrets]);
  const app = createServer({ assignments, token: settings.token, warnings: toolbox.warnings });
  const { promise: listening, resolve, reject } = Promise.withResolvers<AddressInfo>();
  const server = serve({ fetch: app.fetch, port: settings.port, hostname: settings.host }, resolve);
  server.on("error", reject);
  const { port } = await listening;
  log.info("executor.listening", { port, places: settings.places });
  return {
    url: `http://${settings.host}:${port}`,
    close: async () => {
      await assignments.end();
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await rm(toolbox.root, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
