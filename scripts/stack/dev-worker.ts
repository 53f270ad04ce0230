import { parseArgs } from "node:util";
import { unstable_startWorker } from "wrangler";

/**
 * `npm run dev`: runs the Worker as `wrangler dev` does, built anew whenever its code changes, until it is told to end, and without
 * what helps a developer and anybody else on the machine: no inspector, which evaluates whatever it is sent, and no entry in a
 * registry of Workers.
 */
const { values } = parseArgs({
  options: {
    config: { type: "string", default: "wrangler.toml" },
    "env-file": { type: "string" },
    port: { type: "string" },
    "persist-to": { type: "string" },
  },
});
const { config, port, "env-file": envFile, "persist-to": persist } = values;
if (envFile === undefined || port === undefined || persist === undefined)
  throw new Error("usage: dev-worker.ts --env-file FILE --port N --persist-to FOLDER [--config FILE]");

// What is written beside the state is as private, and goes with it.
process.env["TMPDIR"] = persist;

const worker = await unstable_startWorker({
  config,
  envFiles: [envFile],
  dev: {
    remote: false,
    server: { hostname: "127.0.0.1", port: Number(port) },
    inspector: false,
    persist,
    logLevel: "info",
  },
});
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => void worker.dispose().then(() => process.exit(0)));
await worker.ready;
