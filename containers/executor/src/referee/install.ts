import { AssignmentFailure } from "./assignment-failure.ts";
import type { Testing } from "./project.ts";
import type { Project } from "./project-facts.ts";
import { readInside } from "./read-inside.ts";
import { runCommand, type Bench } from "./suite.ts";

const frozenInstall = {
  npm: ["npm", "ci"],
  pnpm: ["pnpm", "install", "--frozen-lockfile"],
  yarn: ["yarn", "install", "--immutable"],
  "yarn of before": ["yarn", "install", "--frozen-lockfile"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

const withoutScripts = {
  npm: ["--ignore-scripts"],
  pnpm: ["--ignore-scripts"],
  yarn: ["--mode=skip-build"],
  "yarn of before": ["--ignore-scripts"],
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
      cwd: project.root,
      reach: "registry",
    },
    async () => null,
  );
  if (result.exitCode !== 0)
    throw new AssignmentFailure(
      "repository",
      `the dependencies can't be installed: ${result.output.trim().slice(-1000)}`,
    );
}

/** May it make a difference whether scripts run when the dependencies are installed? */
export async function hasInstallScripts(project: Project): Promise<boolean> {
  const { manifest, lockFile, manager } = project;
  if (manifest === null || !dependsOnPackages(project)) return false;
  if (["preinstall", "install", "postinstall", "prepare"].some((name) => name in manifest.scripts))
    return true;
  if (manager !== "npm" || lockFile === null) return true;
  return /"hasInstallScript":\s*true/.test((await readInside(project.root, lockFile)) ?? "");
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
  if (lockFile === null)
    return [
      "npm",
      "install",
      "--no-package-lock",
      "--no-audit",
      "--no-fund",
      ...(scripts ? [] : withoutScripts.npm),
    ];
  const manager = await managerOf(project);
  return [...frozenInstall[manager], ...(scripts ? [] : withoutScripts[manager])];
}

const dependsOnPackages = ({ manifest }: Project): boolean =>
  manifest !== null && Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).length > 0;

/** Yarn has other words since its second version; the lock file tells which one wrote it. */
async function managerOf(project: Project): Promise<keyof typeof frozenInstall> {
  if (project.manager !== "yarn") return project.manager;
  const lock = (await readInside(project.root, "yarn.lock")) ?? "";
  return /^# yarn lockfile v1$/m.test(lock) ? "yarn of before" : "yarn";
}
