import { constants } from "node:fs";
import { open, realpath } from "node:fs/promises";
import { join, sep } from "node:path";

const largest = 50_000_000;

/**
 * Reads a file that untrusted code may have put there. Null when there is none, or when it isn't a plain file inside
 * the folder: a symbolic link must not show the referee's own files.
 */
export async function readInside(folder: string, path: string): Promise<string | null> {
  return (await readBytesInside(folder, path))?.toString("utf8") ?? null;
}

/** The same as bytes. */
export async function readBytesInside(folder: string, path: string): Promise<Buffer | null> {
  try {
    const [root, found] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
    if (found !== root + sep + path.split("/").join(sep)) return null;
    const file = await open(found, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const { size, isFile } = await file.stat().then((stat) => ({ size: stat.size, isFile: stat.isFile() }));
      return isFile && size <= largest ? await file.readFile() : null;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (
      error instanceof Error &&
      "code" in error &&
      ["ENOENT", "ENOTDIR", "ELOOP", "ENXIO"].includes(String(error.code))
    )
      return null;
    throw error;
  }
}
