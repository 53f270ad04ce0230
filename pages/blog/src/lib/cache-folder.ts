import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * A folder that outlives a build, for what is costly to make and named for what it was made of. `BLOG_CACHE_DIR` moves it;
 * where it lies otherwise, Cloudflare Pages keeps it between builds.
 */
export function cacheFolder(name: string): string {
  const folder = join(resolve(process.env["BLOG_CACHE_DIR"] ?? "node_modules/.astro/signalbox"), name);
  mkdirSync(folder, { recursive: true });
  return folder;
}
