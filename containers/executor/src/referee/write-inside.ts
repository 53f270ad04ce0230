import { mkdir, realpath, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Writes a file below a folder. @throws Error where a link leads out of it. */
export async function writeInside(folder: string, path: string, text: string): Promise<void> {
  const full = join(folder, path);
  await mkdir(dirname(full), { recursive: true });
  const root = await realpath(folder);
  const real = await realpath(dirname(full));
  if (real !== root && !real.startsWith(`${root}/`)) throw new Error(`${path} leads out of the repository`);
  await writeFile(full, text);
}
