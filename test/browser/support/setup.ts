import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { findChromium, howToGetChromium } from "../../../scripts/browser/chromium.ts";
import { freePorts } from "../../../scripts/stack/ports.ts";
import { startStack } from "../../../scripts/stack/stack.ts";
import { deadLettersSql } from "./dead-letters.ts";

export interface Running {
  urls: { worker: string; sandbox: string; blog: string; slack: string; dashboard: string };
  apiToken: string;
}

/** The whole system, once for all browser tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (findChromium() === null) throw new Error(howToGetChromium);
  const stateDir = mkdtempSync(join(tmpdir(), "signalbox-browser-"));
  const stack = await startStack({
    stateDir,
    ports: await freePorts(),
    devVars: "",
    dashboard: true,
    prepare: async (execute) => {
      const file = join(stateDir, "dead-letters.sql");
      writeFileSync(file, deadLettersSql);
      await execute(file);
    },
  });
  const { urls, apiToken } = stack;
  project.provide("running", { urls, apiToken });
  return async () => {
    await stack.stop();
    rmSync(stateDir, { recursive: true, force: true });
  };
}

declare module "vitest" {
  interface ProvidedContext {
    running: Running;
  }
}
