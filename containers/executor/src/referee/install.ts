import { AssignmentFailure } from "./assignment-failure.ts";
import { errorLines } from "./error-lines.ts";
import type { Testing } from "./testing.ts";
import { installFolder, type Project } from "./project-facts.ts";
import { readInside } from "./read-inside.ts";
import { runCommand, type Bench } from "./suite.ts";

const frozenInstall = {
  npm: ["npm", "ci"],
  pnpm: ["pnpm", "install", "--frozen-lockfile"],
  yarn: ["yarn", "install", "--immutable"],
  "yarn of before": ["yarn", "install", "--frozen-lockfile"],
  bun: ["bun", "install", "--frozen-lockfile"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

/** Where no lock file says what exactly. */
const freeInstall = {
  npm: ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund"],
  pnpm: ["pnpm", "install", "--no-lockfile"],
  yarn: ["yarn", "install", "--no-immutable"],
  "yarn of before": ["yarn", "install", "--no-lockfile"],
  bun: ["bun", "install", "--no-save"],
} as const satisfies Record<keyof typeof frozenInstall, readonly [string, ...string[]]>;

const withoutScripts = {
  npm: ["--ignore-scripts"],
  pnpm: ["--ignore-scripts"],
  yarn: ["--mode=skip-build"],
  "yarn of before": ["--ignore-scripts"],
  bun: ["--ignore-scripts"],
} as const satisfies Record<keyof typeof frozenInstall, readonly string[]>;

/**
 * Installs what a project depends on, exactly as its lock file says where there is one, with or without the scripts that
 * packages run when they are installed. Python projects, and such with no dependencies, have all they need already.
 * Throws AssignmentFailure `repository`.
 */
export async function install(
  bench: Bench,
  { project, testing }: { project: Project; testing: Testing },
  scripts: boolean,
): Promise<void> {
  const argv = await installCommand(project, testing, scripts);
  if (argv === null) return;
  const { result } = await runCommand(
    bench,
    {
      name: `install the dependencies${scripts ? "" : ", without their scripts"}`,
      argv,
      cwd: installFolder(project),
      reach: "registry",
    },
    async () => null,
  );
  if (result.exitCode !== 0)
    throw new AssignmentFailure(
      "repository",
      `the dependencies can't be installed: ${errorLines(result.output)}`,
    );
}

/** May it make a difference whether scripts run when the dependencies are installed? */
export async function hasInstallScripts(project: Project): Promise<boolean> {
  const { manifest, lockFile, manager } = project;
  if (manifest === null || !dependsOnPackages(project)) return false;
  if (["preinstall", "install", "postinstall", "prepare"].some((name) => name in manifest.scripts))
    return true;
  if (manager !== "npm" || lockFile === null) return true;
  return /"hasInstallScript":\s*true/.test((await readInside(installFolder(project), lockFile)) ?? "");
}

async function installCommand(
  project: Project,
  testing: Testing,
  scripts: boolean,
): Promise<readonly [string, ...string[]] | null> {
  const { lockFile, files } = project;
  // Tests run without a network: what they need of it comes before.
  if (testing.kind === "runner" && testing.name === "go test")
    return files.includes("go.sum") && !files.includes("vendor/modules.txt")
      ? ["go", "mod", "download"]
      : null;
  if (!dependsOnPackages(project)) return null;
  const manager = await managerOf(project);
  const how = lockFile === null ? freeInstall : frozenInstall;
  return [...how[manager], ...(scripts ? [] : withoutScripts[manager])];
}

/** A workspace's package has what the others have, and their links. */
const dependsOnPackages = ({ manifest, prefix, installedIn }: Project): boolean =>
  manifest !== null &&
  (prefix !== installedIn ||
    Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).length > 0);

/** Yarn has other words since its second version; the lock file tells which one wrote it. */
async function managerOf(project: Project): Promise<keyof typeof frozenInstall> {
  if (project.manager !== "yarn") return project.manager;
  const lock = (await readInside(installFolder(project), "yarn.lock")) ?? "";
  return /^# yarn lockfile v1$/m.test(lock) ? "yarn of before" : "yarn";
}
