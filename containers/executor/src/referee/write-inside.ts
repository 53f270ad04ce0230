import { constants } from "node:fs";
import { mkdir, open, realpath } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { isThere } from "./is-there.ts";

const { O_CREAT, O_NOFOLLOW, O_TRUNC, O_WRONLY } = constants;

/** Writes a file below a folder whose files nobody trusts. @throws Error where a link would lead out of it. */
export async function writeInside(folder: string, path: string, text: string): Promise<void> {
  const full = join(folder, path);
  let above = dirname(full);
  while (!(await isThere(above))) above = dirname(above);
  const root = await realpath(folder);
  if (above !== folder && (await realpath(above)) !== root + sep + above.slice(folder.length + 1))
    throw new Error(`${path} leads out of the repository`);
  await mkdir(dirname(full), { recursive: true });
  const file = await open(full, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW);
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}
