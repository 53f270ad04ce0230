import { chmod, mkdir, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { defaultWorkspaces } from "../../../../containers/executor/src/settings.ts";

/** A folder for an executor's assignments. Nobody else may write above it, as they may above temporary folders. */
export async function newWorkspaces(): Promise<string> {
  await mkdir(defaultWorkspaces(), { recursive: true, mode: 0o711 });
  const made = await mkdtemp(join(defaultWorkspaces(), "test-"));
  await chmod(made, 0o711);
  return made;
}
