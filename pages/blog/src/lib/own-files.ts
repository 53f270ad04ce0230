import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { site } from "./site.ts";

/** The text of a file that the configuration names. */
export function ownFile(field: string, path: string): string {
  try {
    // A build runs in pages/blog.
    return readFileSync(resolve(path), "utf8");
  } catch (error) {
    throw new Error(`site.config.ts: ${field}: ${path} can't be read`, { cause: error });
  }
}

/** The logo's SVG. */
export const logo = ownFile("logo", site.logo).trim();
