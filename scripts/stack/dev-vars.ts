import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const projectRoot = resolve(import.meta.dirname, "../..");

/** The text of the user's `.dev.vars`; empty when there is none. */
export function readDevVars(): string {
  const file = join(projectRoot, ".dev.vars");
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/**
 * A setting as wrangler's reader of such files takes it: nothing is escaped there, so the quotes must be of a kind that
 * the value doesn't have.
 * @throws Error that names the setting whose value has all kinds.
 */
export function devVarLine(name: string, value: string): string {
  const quote = ["'", "`", '"'].find((one) => !value.includes(one));
  if (quote === undefined)
    throw new Error(`${name} has all three kinds of quotes, which no env file can carry; leave one out`);
  return `${name}=${quote}${value}${quote}\n`;
}
