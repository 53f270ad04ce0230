import { dirname } from "node:path";

/**
 * What a wrangler configuration says to Miniflare, as JSON: bindings, consumers, classes, flags, and the settings that are
 * no secret.
 * @throws Error that names what can't be written down.
 */
export async function workerOptionsOf(configFile: string): Promise<object> {
  // Here and not above: loading wrangler takes longer than all else, and most starts need none.
  const { unstable_getMiniflareWorkerOptions: optionsOf, unstable_readConfig: readConfig } =
    await import("wrangler");
  const config = readConfig({ config: configFile }, { hideWarnings: true });
  const { workerOptions, externalWorkers } = optionsOf(config, undefined, {
    overrides: { enableContainers: false },
  });
  const options = {
    ...workerOptions,
    name: config.name,
    rootPath: dirname(configFile),
    // wrangler's own are mixed with secrets, which belong to one stack.
    bindings: config.vars,
  };
  return { worker: plain("worker", options), others: externalWorkers.map((one, n) => plain(`${n}`, one)) };
}

/** @throws Error when JSON would leave something out. */
function plain(name: string, value: unknown): unknown {
  if (typeof value === "function" || typeof value === "symbol")
    throw new Error(`wrangler.toml has a binding that the local stack can't start from: ${name}`);
  if (Array.isArray(value)) return value.map((one, n) => plain(`${name}.${n}`, one));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(`${name}.${key}`, one)]));
}
