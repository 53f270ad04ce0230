import { dirname, join } from "node:path";
import { AssignmentFailure } from "./assignment-failure.ts";
import { readInside } from "./read-inside.ts";
import { namesPythonNeeds } from "./python/python-needs.ts";
import { type PackageJson, type PackageManager, packageSchema, type Project } from "./project-facts.ts";
import { type Places, plainPath } from "./runners/places.ts";
import { runners } from "./runners/registry.ts";
import { callsTestScript, type Testing, testingOf } from "./testing.ts";
import { decidesTests, isTaskFile } from "./task-files/task-scripts.ts";
import { isTestSetting } from "./test-settings.ts";
import type { Workspace } from "./workspace.ts";

/** The project that a fix is in, and how its tests are run. */
export interface FoundProject {
  project: Project;
  testing: Testing;
  /** Where its runner looks for tests, as its settings have it; null: as the runner is used to, or nobody knows. */
  places: Places | null;
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
    const toxIni = (await readInside(workspace.tree, `${at}tox.ini`)) ?? "";
    if (namesPythonNeeds(pythonFiles, pyproject, toxIni)) return { pythonIn: at, pythonFiles };
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
  const settings = files.filter(
    (each) =>
      (!each.includes("/") && (/\.(?:json|toml|cfg|ini|txt)$/.test(each) || isTaskFile(each))) ||
      isRunnersSettings(each),
  );
  const pythonTests = files.filter((each) => pythonTest.test(each));
  for (const path of [...settings.slice(0, mostSettings), ...pythonTests.slice(0, mostSamples)])
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
    text: (path) => (settings.includes(path) ? (texts.get(path) ?? null) : null),
    pythonTests: () => writtenFor(pythonTests.flatMap((path) => texts.get(path) ?? [])),
    program: (name) => [...callers[manager], name],
  };
}

/** Settings of runners, wherever they lie: a script may name them. */
const isRunnersSettings = (path: string): boolean =>
  /(?:^|\/)(?:[^/]*(?:vitest|vite|jest|ava|jasmine)[^/]*\.(?:json|[cm]?[jt]s)|\.mocharc(?:\.[^/]+)?|\.?mocha[^/]*\.(?:json|ya?ml|[cm]?js))$/.test(
    path,
  ) && !isOfPackages(path);
const isOfPackages = (path: string): boolean => /(?:^|\/)node_modules\//.test(path);
const mostSettings = 100;

const pythonTest = /(?:^|\/)(?:test_[^/]+|[^/]+_test)\.py$/;
/** So many test files are looked at for what they are written for. */
const mostSamples = 20;

/** Tests of unittest's need nothing that has to be installed; one that is pytest's needs pytest. */
function writtenFor(texts: readonly string[]): "pytest" | "unittest" | null {
  if (texts.length === 0) return null;
  const isUnittests = (text: string): boolean =>
    /^\s*(?:import|from) unittest\b/m.test(text) &&
    !/^\s*(?:import|from) pytest\b|^(?:async )?def test_/m.test(text);
  return texts.every(isUnittests) ? "unittest" : "pytest";
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
  const literal = configured !== null && !callsTestScript(configured);
  const files = new Set(await workspace.files());
  let any: FoundProject | null = null;
  for (const prefix of literal ? [""] : [...above, ""]) {
    if (prefix !== "" && !markers.some((name) => files.has(prefix + name))) continue;
    const project = await readProject(workspace, prefix);
    const found = testingOf(project, first.slice(prefix.length), prefix === "" ? configured : null);
    if (found === null) continue;
    const { testing, folder } = found;
    const inFolder = withPlaces(
      folder === "" ? project : await readProject(workspace, `${prefix}${folder}/`),
      testing,
    );
    any ??= inFolder;
    const own = first.slice(inFolder.project.prefix.length);
    if (testing.kind === "command" || isTestOf(inFolder, first) || testing.runner.isTestFile(own))
      return inFolder;
  }
  return any;
}

const withPlaces = (project: Project, testing: Testing): FoundProject => ({
  project,
  testing,
  places: testing.kind === "runner" ? (testing.runner.places?.(project, testing.script.words) ?? null) : null,
});

/** Why there is nothing to prove a fix with. */
export const noTests = (repository: string): AssignmentFailure =>
  new AssignmentFailure(
    "repository",
    `${repository} has no tests that can be run (${Object.keys(runners).join(", ")}): configure a test command`,
  );

/** How tests are run, and what that can prove, in a sentence. */
export function howTestsRun({ project, testing, places }: FoundProject): string {
  const where = project.prefix === "" ? "" : ` in ${project.prefix.slice(0, -1)}`;
  if (testing.kind === "command")
    return `tests run with ${testing.command}${where}: only its exit code is known, not which test failed, nor for what`;
  const steps = [...testing.before, ...testing.after].map(({ text }) => text);
  const which = places === null || places.isTest === null ? "" : `, which looks for ${places.shown}`;
  return `tests run with ${testing.name}${where}${steps.length === 0 ? "" : `, beside ${steps.join(" and ")}`}${which}`;
}

/** Whether a path, from the tree's root, is a test file. For a command, whatever a known runner would take for one is. */
export function isTestOf({ project, testing, places }: FoundProject, path: string): boolean {
  if (!path.startsWith(project.prefix)) return false;
  const own = path.slice(project.prefix.length);
  return testing.kind === "runner"
    ? (places?.isTest?.(own) ?? testing.runner.isTestFile(own))
    : Object.values(runners).some((runner) => runner.isTestFile(own)) ||
        /(?:^|\/)(?:tests?|specs?)\//.test(own);
}

/** Folders that hold nothing but tests and what they need: some at a project's root, some wherever they are. */
const forTests =
  /^(?:tests?|specs?)\/|(?:^|\/)(?:__tests__|__mocks__|__fixtures__|__snapshots__|__image_snapshots__|testdata)\//;

/** Whether a path, from the tree's root, is a part of the tests, found by the runner or not: a helper, their data, a snapshot. */
export function belongsToTests(found: FoundProject, path: string): boolean {
  if (isTestOf(found, path)) return true;
  const { project, testing } = found;
  if (!path.startsWith(project.prefix)) return false;
  const own = path.slice(project.prefix.length);
  return forTests.test(own) || (testing.kind === "runner" && testing.runner.isTestFile(own));
}

/** Whether a path decides how tests are run: settings by their names, and the files that the runner's own settings or words name. */
export function isSettingOf(found: FoundProject, path: string): boolean {
  const { project, testing, places } = found;
  if (isTestSetting(path)) return true;
  if (!path.startsWith(project.prefix)) return false;
  const own = path.slice(project.prefix.length);
  if (places?.setUp.includes(own) === true) return true;
  if (decidesTests(project, own, testing.kind === "command" ? testing.command : null)) return true;
  const words = testing.kind === "runner" && !isTestOf(found, path) ? testing.script.words : [];
  return words.some((word) => [word, word.replace(/^[^=]*=/, "")].some((each) => plainPath(each) === own));
}

/** Why a plan may not have a file for a test of its own; null when it may. */
export function whyNotTest(found: FoundProject, path: string): string | null {
  if (isSettingOf(found, path)) return `${path} decides how tests are run, and a fix must not change it`;
  if (isTestOf(found, path)) return null;
  const how = howTestsRun(found);
  const isCode = /\.(?:[cm]?[jt]sx?|py|go|rs|rb|sh)$/.test(path);
  if (!isCode) return `${path} is data and no test: write what a test needs into the test's file; ${how}`;
  return belongsToTests(found, path)
    ? `${path} is a helper of tests, or lies where the runner doesn't look: it would not be run; ${how}`
    : `${path} is no test file; ${how}`;
}

/** Why a plan may not have a file for code; null when it may. */
export function whyNotCode(found: FoundProject, path: string): string | null {
  if (isSettingOf(found, path)) return `${path} decides how tests are run, and a fix must not change it`;
  return belongsToTests(found, path)
    ? `${path} belongs to the tests, which are frozen while code changes`
    : null;
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
