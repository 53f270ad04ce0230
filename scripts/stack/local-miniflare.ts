import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  convertV4MiniflareOptions,
  Log,
  LogLevel,
  Miniflare,
  type V4WorkerOptions,
  V4WorkerOptionsSchema,
} from "miniflare";
import { z } from "zod";

/** Miniflare's own form; what it makes of it is none that it takes again. */
const workerSchema = z.custom<V4WorkerOptions>((one) => V4WorkerOptionsSchema.safeParse(one).success);

const optionsSchema = z.object({
  main: z.string(),
  worker: z.looseObject({
    name: z.string(),
    bindings: z.record(z.string(), z.unknown()),
    d1Databases: z.record(z.string(), z.object({ id: z.string() })),
  }),
  others: z.array(workerSchema),
  migrations: z.record(z.string(), z.object({ folder: z.string(), table: z.string() })),
});

/** What a bundle's configuration says. */
export type BundleOptions = z.infer<typeof optionsSchema>;

export function optionsIn(bundle: string): BundleOptions {
  return optionsSchema.parse(JSON.parse(readFileSync(join(bundle, "options.json"), "utf8")));
}

/**
 * Starts workerd on a state folder, reachable from this machine alone.
 * @param worker over what is checked here.
 */
export function localMiniflare(
  persist: string,
  port: number,
  worker: Record<string, unknown>,
  others: V4WorkerOptions[] = [],
): Miniflare {
  return new Miniflare(
    convertV4MiniflareOptions({
      host: "127.0.0.1",
      port,
      // Where wrangler has it too, so that its commands find the same state.
      resourcePersistencePath: join(persist, "v3"),
      // Crons fire, and mail comes, when somebody asks for it.
      unsafeTriggerHandlers: true,
      // Nobody is asked where this machine is.
      cf: false,
      log: new Log(LogLevel.WARN),
      logRequests: false,
      handleStructuredLogs: ({ message }) => void process.stdout.write(`${message}\n`),
      workers: [workerSchema.parse(worker), ...others],
    }),
  );
}
