import { dirname, resolve } from "node:path";
import { z } from "zod";

/** What is read of a configuration here; all else goes through as wrangler understands it. */
const configSchema = z.object({
  name: z.string(),
  vars: z.record(z.string(), z.unknown()),
  d1_databases: z.array(
    z.object({
      binding: z.string(),
      migrations_dir: z.string().default("migrations"),
      migrations_table: z.string().default("d1_migrations"),
    }),
  ),
});

/**
 * What a wrangler configuration says to Miniflare, as JSON: bindings, consumers, classes, flags, the settings that are no
 * secret, and where its databases' migrations are.
 * @throws Error that names what can't be written down.
 */
export async function workerOptionsOf(configFile: string): Promise<object> {
  // Here and not above: loading wrangler takes longer than all else, and most starts need none.
  const { unstable_getMiniflareWorkerOptions: optionsOf, unstable_readConfig: readConfig } =
    await import("wrangler");
  const config = readConfig({ config: configFile }, { hideWarnings: true });
  const { name, vars, d1_databases: databases } = configSchema.parse(config);
  const folder = dirname(configFile);
  const { workerOptions, externalWorkers } = optionsOf(config, undefined, {
    overrides: { enableContainers: false },
  });
  const options = {
    ...workerOptions,
    name,
    rootPath: folder,
    // wrangler's own are mixed with secrets, which belong to one stack.
    bindings: vars,
  };
  const migrations = databases.map(({ binding, migrations_dir: within, migrations_table: table }) => [
    binding,
    { folder: resolve(folder, within), table },
  ]);
  return {
    worker: plain("worker", options),
    others: externalWorkers.map((one, n) => plain(`${n}`, one)),
    migrations: Object.fromEntries(migrations),
  };
}

/** @throws Error when JSON would leave something out. */
function plain(name: string, value: unknown): unknown {
  if (typeof value === "function" || typeof value === "symbol")
    throw new Error(`wrangler.toml has a binding that the local stack can't start from: ${name}`);
  if (Array.isArray(value)) return value.map((one, n) => plain(`${name}.${n}`, one));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(`${name}.${key}`, one)]));
}
