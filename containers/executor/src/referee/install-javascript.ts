import { installFolder, type PackageManager, type Project } from "./project-facts.ts";
import { InstallFailure, installStep } from "./install-step.ts";
import { readInside } from "./read-inside.ts";
import type { Bench } from "./suite.ts";

type Manager = PackageManager | "yarn of before";
type Argv = readonly [string, ...string[]];

const frozenInstall = {
  npm: ["npm", "ci"],
  pnpm: ["pnpm", "install", "--frozen-lockfile"],
  yarn: ["yarn", "install", "--immutable"],
  "yarn of before": ["yarn", "install", "--frozen-lockfile"],
  bun: ["bun", "install", "--frozen-lockfile"],
} as const satisfies Record<Manager, Argv>;

/** Where no lock file says what exactly. */
const freeInstall = {
  npm: ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund"],
  pnpm: ["pnpm", "install", "--no-lockfile"],
  yarn: ["yarn", "install", "--no-immutable"],
  "yarn of before": ["yarn", "install", "--no-lockfile"],
  bun: ["bun", "install", "--no-save"],
} as const satisfies Record<Manager, Argv>;

const withoutScripts = {
  npm: ["--ignore-scripts"],
  pnpm: ["--ignore-scripts"],
  yarn: ["--mode=skip-build"],
  "yarn of before": ["--ignore-scripts"],
  bun: ["--ignore-scripts"],
} as const satisfies Record<Manager, readonly string[]>;

/** Runs the scripts of packages that are there already. */
const rebuild = {
  npm: ["npm", "rebuild"],
  pnpm: ["pnpm", "rebuild"],
  yarn: ["yarn", "rebuild"],
  "yarn of before": ["npm", "rebuild"],
  bun: ["npm", "rebuild"],
} as const satisfies Record<Manager, Argv>;

/** What a manager runs of the project itself when it installs. */
const ownScripts = ["preinstall", "install", "postinstall", "prepare"];

/** What puts hooks into git leaves it alone, for there is no git around the tree. */
const withoutHooks = {
  HUSKY: "0",
  HUSKY_SKIP_INSTALL: "1",
  LEFTHOOK: "0",
  SKIP_SIMPLE_GIT_HOOKS: "1",
  SKIP_INSTALL_SIMPLE_GIT_HOOKS: "1",
  npm_config_yes: "true",
};

const wantsGit =
  /not a git (?:repository|directory|working)|not in a git directory|\.git can't be found|ENOENT[^\n]*\.git\b/i;

/**
 * Installs a JavaScript project's packages as its lock file says. Where tokens are needed for it, scripts run afterwards and without
 * them; scripts of the project's own that want git are left out.
 */
export async function installJavaScript(bench: Bench, project: Project, scripts: boolean): Promise<void> {
  const manager = await managerOf(project);
  const unlocked = project.lockFile === null ? " (there is no lock file)" : "";
  const argv: Argv = project.lockFile === null ? freeInstall[manager] : frozenInstall[manager];
  const packages = manager === "npm" ? await lockedPackages(project) : [];
  const step = { cwd: installFolder(project), env: withoutHooks };
  const packagesAlone = async (): Promise<void> => {
    await installStep(bench, {
      ...step,
      name: `install the dependencies${unlocked}, without their scripts`,
      argv: [...argv, ...withoutScripts[manager]],
      packages,
      signedIn: true,
    });
  };
  const theirScripts = async (): Promise<void> => {
    await installStep(bench, { ...step, name: "the scripts of the dependencies", argv: rebuild[manager] });
  };
  if (!scripts) return packagesAlone();
  if (bench.hands.hasTokens === true) {
    await packagesAlone();
    await theirScripts();
    for (const name of ownScripts.filter((one) => project.manifest?.scripts[one] !== undefined))
      await unlessGit(bench, () =>
        installStep(bench, { ...step, name: `the project's ${name}`, argv: [project.manager, "run", name] }),
      );
    return;
  }
  const whole = { ...step, name: `install the dependencies${unlocked}`, argv, packages };
  if (await unlessGit(bench, () => installStep(bench, whole))) return;
  await packagesAlone();
  await theirScripts();
}

/** The SHA-512 of each package that npm's lock file names, base64. */
async function lockedPackages(project: Project): Promise<string[]> {
  const lock = project.lockFile === null ? null : await readInside(installFolder(project), project.lockFile);
  return [...(lock ?? "").matchAll(/"integrity":\s*"(?:[^"]* )?sha512-([^" ]+)/g)].flatMap(
    ([, digest]) => digest ?? [],
  );
}

/** False: it failed as there is no git here. */
async function unlessGit(bench: Bench, run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (error) {
    if (!(error instanceof InstallFailure && wantsGit.test(error.output))) throw error;
    const text =
      "a script of the project's own wants git, which isn't there when it is installed: it is left out";
    bench.emit({ type: "line", phase: bench.phase, by: "referee", text });
    return false;
  }
}

/** Yarn has other words since its second version; the lock file tells which one wrote it. */
async function managerOf(project: Project): Promise<Manager> {
  if (project.manager !== "yarn") return project.manager;
  const lock = (await readInside(installFolder(project), "yarn.lock")) ?? "";
  return /^# yarn lockfile v1$/m.test(lock) ? "yarn of before" : "yarn";
}
