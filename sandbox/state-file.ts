import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Twin } from "./twin.ts";

/** Keeps the twins' states in a folder, each in a file that is replaced as a whole. */
export function keepState(dir: string, twins: readonly Twin[]): { save: () => void } {
  const folder = join(dir, "sandbox");
  mkdirSync(folder, { recursive: true });
  const written = new Map<string, string>();
  for (const twin of twins) {
    const file = join(folder, `${twin.name}.json`);
    if (existsSync(file)) twin.restore(JSON.parse(readFileSync(file, "utf8")));
  }
  return {
    save: () => {
      for (const twin of twins) {
        const text = JSON.stringify(twin.snapshot() ?? null);
        if (written.get(twin.name) === text) continue;
        const file = join(folder, `${twin.name}.json`);
        writeFileSync(`${file}.new`, text);
        renameSync(`${file}.new`, file);
        written.set(twin.name, text);
      }
    },
  };
}
