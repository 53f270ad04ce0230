import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { isThere } from "../../../../containers/executor/src/referee/is-there.ts";

const exec = promisify(execFile);
const cache = join(import.meta.dirname, "../../../../node_modules/.cache/signalbox-runners");

/** Packages of the registry as a project has them installed, such as `tape@5.10.2`: their `node_modules`, kept from run to run. */
export async function registryPackages(...packages: string[]): Promise<string> {
  const place = join(cache, packages.join("+").replaceAll("/", "-"));
  const modules = join(place, "node_modules");
  if (await isThere(modules)) return modules;
  await mkdir(cache, { recursive: true });
  const fresh = await mkdtemp(join(cache, "new-"));
  await writeFile(join(fresh, "package.json"), JSON.stringify({ private: true }));
  await exec(
    "npm",
    [
      "install",
      "--no-audit",
      "--no-fund",
      "--no-package-lock",
      "--ignore-scripts",
      "--prefer-offline",
      ...packages,
    ],
    { cwd: fresh, maxBuffer: 64 * 1024 * 1024 },
  );
  // Another worker may have been first: what it has is the same.
  await rename(fresh, place).catch(async () => rm(fresh, { recursive: true }));
  return modules;
}
