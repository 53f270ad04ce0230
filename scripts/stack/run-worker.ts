import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs, parseEnv } from "node:util";
import { localMiniflare, optionsIn } from "./local-miniflare.ts";

/**
 * Runs a bundled Worker in workerd until it is told to end. Nothing but its port stands open: no inspector, which evaluates
 * whatever it is sent, no explorer, and no entry in a registry of Workers.
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

const { main, worker, others } = optionsIn(bundle);
const miniflare = localMiniflare(
  persist,
  Number(port),
  {
    ...worker,
    modulesRoot: bundle,
    modules: [{ type: "ESModule", path: join(bundle, main) }],
    bindings: { ...worker.bindings, ...parseEnv(readFileSync(envFile, "utf8")) },
  },
  others,
);
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => void miniflare.dispose().then(() => process.exit(0)));
await miniflare.ready;
