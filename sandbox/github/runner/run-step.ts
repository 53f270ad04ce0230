import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { environmentOf } from "../environment.ts";
import type { Step } from "./workflow-file.ts";

export interface Place {
  /** The checked-out tree. */
  tree: string;
  /** For scripts, outside of the tree. */
  temp: string;
  env: Record<string, string>;
  timeoutMs: number;
  signal: AbortSignal;
}

/** Runs one `run:` step as GitHub's runner does: `bash -e` on a script. Resolves with its exit code; null: killed. */
export async function runStep(
  step: Step & { run: string },
  place: Place,
  onLine: (line: string) => void,
): Promise<number | null> {
  const script = join(place.temp, `${crypto.randomUUID()}.sh`);
  await writeFile(script, step.run);
  const flags = step.shell === "bash" ? ["--noprofile", "--norc", "-eo", "pipefail"] : ["-e"];
  const child = spawn("bash", [...flags, script], {
    cwd: join(place.tree, step["working-directory"] ?? "."),
    env: environmentOf({ ...place.env, ...step.env }),
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, so that all that it starts ends with it.
    detached: true,
  });
  const end = (): void => {
    if (child.pid !== undefined && child.exitCode === null) killGroup(child.pid);
  };
  const deadline = setTimeout(end, place.timeoutMs);
  place.signal.addEventListener("abort", end);
  lines(child.stdout, onLine);
  lines(child.stderr, onLine);
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once("error", reject);
  child.once("close", resolve);
  // What a step leaves running in the background ends with the step, or it would hold its output open.
  child.once("exit", () => {
    if (child.pid !== undefined) killGroup(child.pid);
  });
  try {
    return await promise;
  } finally {
    clearTimeout(deadline);
    place.signal.removeEventListener("abort", end);
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    // Nobody is left in the group.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

function lines(stream: Readable, onLine: (line: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const parts = (rest + chunk).split("\n");
    rest = parts.pop() ?? "";
    for (const line of parts) onLine(line);
  });
  stream.on("end", () => {
    if (rest !== "") onLine(rest);
  });
}
