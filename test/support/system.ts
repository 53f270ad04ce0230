import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { killChildren } from "../../scripts/stack/child.ts";
import { freePorts } from "../../scripts/stack/ports.ts";
import { type Stack, type StackOptions, startStack } from "../../scripts/stack/stack.ts";

export interface System {
  stack: Stack;
  stop: () => Promise<void>;
}

/** Folders of systems that still run. */
const folders = new Set<string>();

// Vitest ends a worker by SIGTERM and doesn't wait long: what it has started ends before it.
process.once("SIGTERM", () => {
  killChildren();
  spawn("rm", ["-rf", ...folders], { detached: true, stdio: "ignore" }).unref();
  process.kill(process.pid, "SIGTERM");
});

/**
 * Starts a whole system with a sandbox of its own. Without `stop` it ends with the worker that has started it.
 * @param options gets the folder of its state.
 */
export async function startSystem(
  options: (stateDir: string) => Omit<StackOptions, "stateDir" | "ports" | "devVars">,
): Promise<System> {
  const stateDir = mkdtempSync(join(tmpdir(), "signalbox-system-"));
  folders.add(stateDir);
  const { overrides, ...rest } = options(stateDir);
  const stack = await startStack({
    stateDir,
    ports: await freePorts(),
    devVars: "",
    // Tests ask faster than people.
    overrides: { RATE_LIMITS: "false", ...overrides },
    ...rest,
  });
  return {
    stack,
    stop: async () => {
      await stack.stop();
      rmSync(stateDir, { recursive: true, force: true });
      folders.delete(stateDir);
    },
  };
}
