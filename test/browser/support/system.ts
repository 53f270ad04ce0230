import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { findChromium, howToGetChromium } from "../../../scripts/browser/chromium.ts";
import type { Stack } from "../../../scripts/stack/stack.ts";
import { startSystem } from "../../support/system.ts";
import { deadLettersSql } from "./dead-letters.ts";
import { harbourSql } from "./harbour-sql.ts";

/** A system as those see it who look at it from outside. */
export type Running = Pick<Stack, "urls" | "apiToken">;

let started: Promise<Stack> | null = null;

/** The whole system, one for each worker of vitest's: the files that a worker runs, one after the other, share it. */
export async function theSystem(): Promise<Stack> {
  started ??= start();
  return started;
}

async function start(): Promise<Stack> {
  if (findChromium() === null) throw new Error(howToGetChromium);
  const { stack } = await startSystem((stateDir) => ({
    dashboard: true,
    prepare: async (execute) => {
      const file = join(stateDir, "seed.sql");
      writeFileSync(file, deadLettersSql + harbourSql);
      await execute(file);
    },
  }));
  return stack;
}
