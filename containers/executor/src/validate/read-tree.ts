import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readInside } from "../referee/read-inside.ts";
import { type InstalledPackage, packageOf } from "./installed-packages.ts";

/** Larger files are data: nobody writes so much code by hand. */
export const largestFile = 1_000_000;
/** So much text is read together: what comes after is only known to be there. */
export const mostText = 50_000_000;

/** Whether a file may hold what validation reads. */
export const isRead = (path: string): boolean =>
  !/\.(?:png|jpe?g|gif|webp|avif|ico|icns|bmp|tiff?|pdf|woff2?|ttf|otf|eot|zip|gz|tgz|bz2|xz|7z|jar|wasm|mp[34]|webm|mov|avi|wav|ogg|docx?|xlsx?|pptx?|sqlite3?|db|bin|exe|dll|so|dylib|pyc|snap|map)$/i.test(
    path,
  );

/** The packages that lie in a folder's node_modules, without those that lie in them; null: there is no such folder. */
export async function readInstalled(folder: string): Promise<InstalledPackage[] | null> {
  const names = await namesIn(join(folder, "node_modules"));
  if (names === null) return null;
  const found: InstalledPackage[] = [];
  for (const name of names) {
    const inner = name.startsWith("@") ? await namesIn(join(folder, "node_modules", name)) : [""];
    for (const each of inner ?? []) {
      const text = await readInside(folder, join("node_modules", name, each, "package.json"));
      const read = text === null ? null : packageOf(text);
      if (read !== null) found.push(read);
    }
  }
  return found;
}

async function namesIn(folder: string): Promise<string[] | null> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((one) => one.isDirectory() && !one.name.startsWith(".")).map(({ name }) => name);
  } catch (error) {
    if (error instanceof Error && "code" in error && ["ENOENT", "ENOTDIR"].includes(String(error.code)))
      return null;
    throw error;
  }
}
