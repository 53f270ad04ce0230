import { declaredBy, type Manifest } from "../read-manifests.ts";

/** Whether a package.json declares, or is, what an import names. */
export const ownImport = (manifest: Manifest, specifier: string): boolean =>
  [...declaredBy(manifest), manifest.name ?? ""].some(
    (name) => name !== "" && (specifier === name || specifier.startsWith(`${name}/`)),
  );
