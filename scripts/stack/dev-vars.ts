import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const projectRoot = resolve(import.meta.dirname, "../..");

/** The text of the user's `.dev.vars`; empty when there is none. */
export function readDevVars(): string {
  const file = join(projectRoot, ".dev.vars");
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}
