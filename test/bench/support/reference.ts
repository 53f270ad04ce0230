import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { startChild } from "../../../scripts/stack/child.ts";
import { projectRoot } from "../../../scripts/stack/dev-vars.ts";
import { untilAborted } from "../../../scripts/stack/interrupt.ts";
import type { Bench } from "../section.ts";

const percentiles = z.object({ p50: z.number(), p95: z.number(), p99: z.number(), max: z.number() });

/** What a bare flow came to; also what the driver of another one prints, as far as it is compared. */
const driverReport = z.object({
  n: z.number(),
  ack: percentiles,
  e2e: percentiles,
  tasksPerSec: z.number(),
  llmCalls: z.number(),
  exactlyOnce: z.boolean(),
});
export type BareRun = z.infer<typeof driverReport>;

/** The ports that the bare flow's files name. It can't run where somebody else listens on them. */
const itsPorts = [9400, 9502];

/** Runs a bare flow that is no part of the project to its end, on the same machine. */
export async function runReference(folder: string, args: string[], { interrupted }: Bench): Promise<BareRun> {
  for (const port of itsPorts)
    if (await answers(port)) throw new Error(`the bare flow needs port ${port}, and it is taken`);
  const workDir = mkdtempSync(join(tmpdir(), "signalbox-bare-"));
  const logFile = join(workDir, "bare-flow.log");
  const command = ["bash", join(folder, "run.sh"), projectRoot, ...args];
  // Its own temporary folder goes into ours, and with it.
  const child = startChild(
    "the bare flow",
    command,
    { ...process.env, TMPDIR: workDir },
    projectRoot,
    logFile,
  );
  try {
    await Promise.race([child.succeeded, untilAborted(interrupted)]);
    const text = readFileSync(logFile, "utf8");
    return driverReport.parse(JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1)));
  } finally {
    await child.stop("SIGTERM");
    rmSync(workDir, { recursive: true, force: true });
  }
}

async function answers(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect(port, "127.0.0.1");
  socket.once("connect", () => resolve(true));
  socket.once("error", () => resolve(false));
  const listening = await promise;
  socket.destroy();
  return listening;
}
