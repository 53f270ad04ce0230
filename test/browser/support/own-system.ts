import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePorts } from "../../../scripts/stack/ports.ts";
import { type Stack, startStack } from "../../../scripts/stack/stack.ts";

/** A system of a test's own, without the blog: for what the others must not share. */
export async function startOwnSystem(
  overrides: Record<string, string> = {},
): Promise<{ stack: Stack; stop: () => Promise<void> }> {
  const stateDir = mkdtempSync(join(tmpdir(), "signalbox-browser-"));
  const stack = await startStack({
    stateDir,
    ports: await freePorts(),
    devVars: "",
    dashboard: true,
    blog: false,
    overrides,
  });
  return {
    stack,
    stop: async () => {
      await stack.stop();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}
