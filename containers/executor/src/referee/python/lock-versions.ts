import { parse } from "smol-toml";
import { z } from "zod";

const tomlSchema = z.looseObject({
  package: z
    .array(
      z.looseObject({
        name: z.string(),
        version: z.string().optional(),
        source: z.looseObject({ registry: z.string().optional(), type: z.string().optional() }).optional(),
        git: z.string().optional(),
        path: z.string().optional(),
        url: z.string().optional(),
      }),
    )
    .default([]),
});
const pipfileSchema = z.looseObject({
  default: z.record(z.string(), z.unknown()).default({}),
  develop: z.record(z.string(), z.unknown()).default({}),
});
const pinnedSchema = z.looseObject({
  version: z.string(),
  markers: z.string().optional(),
  extras: z.array(z.string()).optional(),
});

/**
 * The versions that uv.lock, poetry.lock or pdm.lock name, a line each as pip's constraints have them. A package that has several, for
 * different machines, and one that comes from elsewhere than a registry isn't among them. Throws where it isn't TOML.
 */
export function lockedVersions(text: string): string[] {
  const versions = new Map<string, Set<string>>();
  for (const { name, version, source, git, path, url } of tomlSchema.parse(parse(text)).package) {
    const elsewhere = [git, path, url].some((place) => place !== undefined);
    const registry = source === undefined || source.registry !== undefined || source.type === "legacy";
    if (version === undefined || elsewhere || !registry) continue;
    versions.set(name, (versions.get(name) ?? new Set()).add(version));
  }
  return [...versions].flatMap(([name, all]) => (all.size === 1 ? [`${name}==${[...all][0]}`] : []));
}

/** All that Pipfile.lock names, as requirements. Throws where it isn't JSON. */
export function pipfileRequirements(text: string): string[] {
  const { default: own, develop } = pipfileSchema.parse(JSON.parse(text));
  return Object.entries({ ...develop, ...own }).flatMap(([name, value]) => {
    const { data } = pinnedSchema.safeParse(value);
    if (data === undefined) return [];
    const extras = data.extras === undefined ? "" : `[${data.extras.join(",")}]`;
    return [`${name}${extras}${data.version}${data.markers === undefined ? "" : ` ; ${data.markers}`}`];
  });
}
