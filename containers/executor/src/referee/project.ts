import { dirname, join } from "node:path";
import { AssignmentFailure } from "./assignment-failure.ts";
import { readInside } from "./read-inside.ts";
import { namesPythonNeeds } from "./python/python-needs.ts";
import { type PackageJson, type PackageManager, packageSchema, type Project } from "./project-facts.ts";
import { runners } from "./runners/registry.ts";
import { type Testing, testingOf } from "./testing.ts";
import type { Workspace } from "./workspace.ts";

/** The project that a fix is in, and how its tests are run. */
export interface FoundProject {
  project: Project;
  testing: Testing;
}

const lockFiles = [
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["package-lock.json", "npm"],
  ["npm-shrinkwrap.json", "npm"],
] as const;

const callers = {
  npm: ["npx", "--no-install"],
  pnpm: ["pnpm", "exec"],
  yarn: ["yarn", "run"],
  bun: ["bun", "x", "--no-install"],
} as const satisfies Record<PackageManager, readonly [string, ...string[]]>;

/** The root that a package is installed from: its own folder, or the workspace around it that has the lock file. */
async function installedFrom(
  workspace: Workspace,
  prefix: string,
  own: { files: readonly string[]; manifest: PackageJson | null },
): Promise<{ prefix: string; files: readonly string[]; manifest: PackageJson | null }> {
  if (own.manifest === null || lockFiles.some(([name]) => own.files.includes(name)))
    return { prefix, ...own };
  const all = await workspace.files();
  for (let above = parentOf(prefix); above !== null; above = parentOf(above)) {
    const folder = above;
    const manifest = parseManifest((await readInside(workspace.tree, `${folder}package.json`)) ?? undefined);
    const hasMembers = manifest?.workspaces !== undefined || all.includes(`${folder}pnpm-workspace.yaml`);
    if (!hasMembers) continue;
    const files = all.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length));
    return { prefix: folder, files, manifest };
  }
  return { prefix, ...own };
}

/** The nearest folder, the project's own or one above it, that says what Python needs. */
async function pythonFrom(
  workspace: Workspace,
  prefix: string,
): Promise<{ pythonIn: string | null; pythonFiles: readonly string[] }> {
  const all = await workspace.files();
  for (let folder: string | null = prefix; folder !== null; folder = parentOf(folder)) {
    const at: string = folder;
    const pythonFiles = all.filter((path) => path.startsWith(at)).map((path) => path.slice(at.length));
    // A virtual environment that is in git is the project's own affair.
    if (pythonFiles.some((path) => path.startsWith(".venv/"))) break;
    const pyproject = (await readInside(workspace.tree, `${at}pyproject.toml`)) ?? "";
    if (namesPythonNeeds(pythonFiles, pyproject)) return { pythonIn: at, pythonFiles };
  }
  return { pythonIn: null, pythonFiles: [] };
}

/** The folder around one: "packages/" of "packages/api/", "" of "packages/"; null above the root. */
function parentOf(prefix: string): string | null {
  return prefix === "" ? null : prefix.replace(/[^/]+\/$/, "");
}

/** Describes the project in one folder of the tree, from its tracked files. */
export async function readProject(workspace: Workspace, prefix: string): Promise<Project> {
  const files = (await workspace.files())
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length));
  const texts = new Map<string, string>();
  for (const path of files.filter((each) => !each.includes("/") && /\.(?:json|toml|cfg|ini|txt)$/.test(each)))
    texts.set(path, (await readInside(workspace.tree, prefix + path)) ?? "");
  const manifest = parseManifest(texts.get("package.json"));
  const installed = await installedFrom(workspace, prefix, { files, manifest });
  const lock = lockFiles.find(([name]) => installed.files.includes(name));
  const declared = installed.manifest?.packageManager?.split("@")[0];
  const manager = lockFiles.find(([, one]) => one === declared)?.[1] ?? lock?.[1] ?? "npm";
  return {
    root: join(workspace.tree, prefix),
    prefix,
    files,
    manager,
    installedIn: installed.prefix,
    lockFile: lock?.[0] ?? null,
    manifest,
    ...(await pythonFrom(workspace, prefix)),
    dependsOn: (name) =>
      manifest !== null && (name in manifest.dependencies || name in manifest.devDependencies),
    mentions: (path, pattern) => pattern.test(texts.get(path) ?? ""),
    program: (name) => [...callers[manager], name],
  };
}

/** What makes a folder a project of its own. */
const markers = [
  "package.json",
  "go.mod",
  "pyproject.toml",
  "setup.cfg",
  "setup.py",
  "tox.ini",
  "pytest.ini",
  ".pytest.ini",
  "Cargo.toml",
];

/**
 * Finds the project that a plan's tests belong to: the nearest folder above the first test that is a project and can run it, else the
 * nearest one that can run any. Null: nothing that the referee understands, and no configured command.
 */
export async function findProject(
  workspace: Workspace,
  testFiles: readonly string[],
  configured: string | null,
): Promise<FoundProject | null> {
  const first = testFiles[0] ?? "";
  const above: string[] = [];
  for (let folder = dirname(first); folder !== "."; folder = dirname(folder)) above.push(`${folder}/`);
  const literal = configured !== null && !/^(?:npm|pnpm|yarn|bun)(?: run)? test$/.test(configured.trim());
  const files = new Set(await workspace.files());
  let any: FoundProject | null = null;
  for (const prefix of literal ? [""] : [...above, ""]) {
    if (prefix !== "" && !markers.some((name) => files.has(prefix + name))) continue;
    const project = await readProject(workspace, prefix);
    const found = testingOf(project, first.slice(prefix.length), prefix === "" ? configured : null);
    if (found === null) continue;
    const { testing, folder } = found;
    const inFolder =
      folder === ""
        ? { project, testing }
        : { project: await readProject(workspace, `${prefix}${folder}/`), testing };
    any ??= inFolder;
    if (testing.kind === "command" || testing.runner.isTestFile(first.slice(inFolder.project.prefix.length)))
      return inFolder;
  }
  return any;
}

/** Why there is nothing to prove a fix with. */
export const noTests = (repository: string): AssignmentFailure =>
  new AssignmentFailure(
    "repository",
    `${repository} has no tests that can be run (${Object.keys(runners).join(", ")}): configure a test command`,
  );

/** How tests are run, and what that can prove, in a sentence. */
export function howTestsRun({ project, testing }: FoundProject): string {
  const where = project.prefix === "" ? "" : ` in ${project.prefix.slice(0, -1)}`;
  if (testing.kind === "command")
    return `tests run with ${testing.command}${where}: only its exit code is known, not which test failed, nor for what`;
  const steps = [...testing.before, ...testing.after].map(({ text }) => text);
  return `tests run with ${testing.name}${where}${steps.length === 0 ? "" : `, beside ${steps.join(" and ")}`}`;
}

/** Whether a path, from the tree's root, is a test file. For a command, whatever a known runner would take for one is. */
export function isTestOf({ project, testing }: FoundProject, path: string): boolean {
  if (!path.startsWith(project.prefix)) return false;
  const own = path.slice(project.prefix.length);
  return testing.kind === "runner"
    ? testing.runner.isTestFile(own)
    : Object.values(runners).some((runner) => runner.isTestFile(own)) ||
        /(?:^|\/)(?:tests?|specs?)\//.test(own);
}

function parseManifest(text: string | undefined): PackageJson | null {
  if (text === undefined || text === "") return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // A broken manifest is the repository's own bug; without it the other ways to find a runner remain.
    return null;
  }
  return packageSchema.safeParse(json).data ?? null;
}
