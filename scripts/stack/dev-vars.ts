import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

export const projectRoot = resolve(import.meta.dirname, "../..");

/**
 * The text of the user's `.dev.vars`; empty when there is none.
 * @throws Error that names a file of secrets which others on this machine may read, and what to do.
 */
export function readDevVars(folder: string = projectRoot): string {
  const open = readdirSync(folder).find((name) => holdsSecrets(name) && othersMayReach(join(folder, name)));
  if (open !== undefined)
    throw new Error(
      `${open} can be read or written by others on this machine, the agent among them: chmod 600 ${open}`,
    );
  const file = join(folder, ".dev.vars");
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

const holdsSecrets = (name: string): boolean =>
  /^\.(?:dev\.vars|env)(?:\.|$)/.test(name) && !name.endsWith(".example");

/** Windows knows no modes. */
const othersMayReach = (file: string): boolean =>
  process.platform !== "win32" && (statSync(file).mode & 0o077) !== 0;

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
