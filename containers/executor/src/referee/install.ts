import { AssignmentFailure } from "./assignment-failure.ts";
import type { PackageManager, Project } from "./project-facts.ts";
import { runCommand, type Bench } from "./suite.ts";

const frozenInstall = {
  npm: ["npm", "ci"],
  pnpm: ["pnpm", "install", "--frozen-lockfile"],
  yarn: ["yarn", "install", "--immutable"],
} as const satisfies Record<PackageManager, readonly [string, ...string[]]>;

/**
 * Installs what a JavaScript project depends on, exactly as its lock file says where there is one. Projects of other
 * languages, and such with no dependencies, have all they need already. Throws AssignmentFailure `repository`.
 */
export async function install(bench: Bench, project: Project): Promise<void> {
  const { manifest, manager, lockFile } = project;
  if (manifest === null) return;
  if (Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).length === 0) return;
  const argv =
    lockFile === null
      ? (["npm", "install", "--no-package-lock", "--no-audit", "--no-fund"] as const)
      : frozenInstall[manager];
  const { result } = await runCommand(
    bench,
    { name: "install the dependencies", argv, cwd: project.root, reach: "registry" },
    async () => null,
  );
  if (result.exitCode !== 0)
    throw new AssignmentFailure(
      "repository",
      `the dependencies can't be installed: ${result.output.trim().slice(-1000)}`,
    );
}
