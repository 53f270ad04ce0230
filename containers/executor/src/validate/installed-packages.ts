import { z } from "zod";
import { parsed } from "./read-manifests.ts";

/** A package that is installed, whoever asked for it. */
export interface InstalledPackage {
  name: string;
  version: string;
  /** As its package.json says, an SPDX expression where it is well made; null: it says none. */
  license: string | null;
  /** Packages that it wants beside itself. */
  peers: readonly string[];
}

const licence = z.union([
  z.string(),
  z.object({ type: z.string() }).transform(({ type }) => type),
  z.array(z.object({ type: z.string() })).transform((all) => all.map(({ type }) => type).join(" OR ")),
]);

const packageSchema = z.object({
  name: z.string().optional().catch(undefined),
  version: z.string().catch("?").default("?"),
  license: licence.nullable().catch(null).default(null),
  licenses: licence.nullable().catch(null).default(null),
  peerDependencies: z.record(z.string(), z.unknown()).catch({}).default({}),
  link: z.boolean().catch(false).default(false),
});

const lockSchema = z.object({ packages: z.record(z.string(), packageSchema) });

/** What a package-lock.json says is installed; null: it can't be read. */
export function packagesOfLock(text: string): InstalledPackage[] | null {
  const read = lockSchema.safeParse(parsed(text));
  if (!read.success) return null;
  return Object.entries(read.data.packages).flatMap(([path, one]) => {
    const name = path.split("node_modules/").at(-1) ?? "";
    return path.includes("node_modules/") && !one.link ? [described(one.name ?? name, one)] : [];
  });
}

/** A package by the text of its package.json; null: it is none that can be read. */
export function packageOf(text: string): InstalledPackage | null {
  const read = packageSchema.safeParse(parsed(text));
  return read.success && read.data.name !== undefined ? described(read.data.name, read.data) : null;
}

const described = (name: string, one: z.infer<typeof packageSchema>): InstalledPackage => ({
  name,
  version: one.version,
  license: one.license ?? one.licenses,
  peers: Object.keys(one.peerDependencies),
});
