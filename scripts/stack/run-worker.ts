import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs, parseEnv } from "node:util";
import {
  convertV4MiniflareOptions,
  Log,
  LogLevel,
  Miniflare,
  type V4WorkerOptions,
  V4WorkerOptionsSchema,
} from "miniflare";
import { z } from "zod";

/**
 * Runs a bundled Worker in workerd until it is told to end. Nothing but its port stands open: no inspector, which evaluates whatever
 * it is sent, no explorer, and no entry in a registry of Workers.
 */
const { values } = parseArgs({
  options: {
    bundle: { type: "string" },
    "env-file": { type: "string" },
    port: { type: "string" },
    "persist-to": { type: "string" },
  },
});
const { bundle, port, "env-file": envFile, "persist-to": persist } = values;
if (bundle === undefined || envFile === undefined || port === undefined || persist === undefined)
  throw new Error("usage: run-worker.ts --bundle FOLDER --env-file FILE --port N --persist-to FOLDER");

/** Miniflare's own form; what it makes of it is none that it takes again. */
const workerSchema = z.custom<V4WorkerOptions>((one) => V4WorkerOptionsSchema.safeParse(one).success);
const optionsSchema = z.object({
  worker: z.looseObject({ bindings: z.record(z.string(), z.unknown()) }),
  others: z.array(workerSchema),
});
const { worker, others } = optionsSchema.parse(
  JSON.parse(readFileSync(join(bundle, "options.json"), "utf8")),
);

const miniflare = new Miniflare(
  convertV4MiniflareOptions({
    host: "127.0.0.1",
    port: Number(port),
    // Where wrangler keeps it too, so that its commands find the same state.
    resourcePersistencePath: join(persist, "v3"),
    // Crons fire, and mail comes, when somebody asks for it.
    unsafeTriggerHandlers: true,
    // Nobody is asked where this machine is.
    cf: false,
    log: new Log(LogLevel.WARN),
    logRequests: false,
    handleStructuredLogs: ({ message }) => void process.stdout.write(`${message}\n`),
    workers: [
      workerSchema.parse({
        ...worker,
        modulesRoot: bundle,
        modules: [{ type: "ESModule", path: join(bundle, "index.js") }],
        bindings: { ...worker.bindings, ...parseEnv(readFileSync(envFile, "utf8")) },
      }),
      ...others,
    ],
  }),
);
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => void miniflare.dispose().then(() => process.exit(0)));
await miniflare.ready;
