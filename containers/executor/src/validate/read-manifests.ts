import { z } from "zod";
import { isOfOthers } from "./kinds-of-files.ts";
import { folderOf } from "./paths.ts";

const names = z.record(z.string(), z.unknown()).catch({});
const manifestSchema = z.object({
  name: z.string().optional().catch(undefined),
  dependencies: names.default({}),
  devDependencies: names.default({}),
  peerDependencies: names.default({}),
  optionalDependencies: names.default({}),
  imports: names.default({}),
  scripts: z.record(z.string(), z.unknown()).catch({}).default({}),
});

/** A package.json, as far as validation looks at it. */
export interface Manifest extends z.infer<typeof manifestSchema> {
  path: string;
  /** "" or "packages/api/" */
  folder: string;
  text: string;
}

/** The package.json files of a tree that can be read. */
export function readManifests(texts: ReadonlyMap<string, string>): Manifest[] {
  const found: Manifest[] = [];
  for (const [path, text] of texts) {
    if (!/(?:^|\/)package\.json$/.test(path) || isOfOthers(path)) continue;
    const read = manifestSchema.safeParse(parsed(text));
    if (read.success) found.push({ ...read.data, path, folder: folderOf(path), text });
  }
  return found;
}

/** JSON, or null where it is none: a broken file is for whoever reads it to complain of. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** All that a package.json lets its code import. */
export const declaredBy = (one: Manifest): string[] =>
  [one.dependencies, one.devDependencies, one.peerDependencies, one.optionalDependencies].flatMap((each) =>
    Object.keys(each),
  );
