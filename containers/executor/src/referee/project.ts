import { dirname, join } from "node:path";
import { readInside } from "./read-inside.ts";
import { type PackageJson, packageSchema, type Project } from "./project-facts.ts";
import { runners, type RunnerName } from "./runners/registry.ts";
import type { Runner } from "./runners/runner.ts";
import { readScript, type Script } from "./script.ts";
import type { Workspace } from "./workspace.ts";

/** How tests are run: a runner that writes reports, or a command of which only the exit code counts. */
export type Testing =
  | { kind: "runner"; name: RunnerName; runner: Runner; script: Script }
  | { kind: "command"; command: string };

const lockFiles = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["package-lock.json", "npm"],
  ["npm-shrinkwrap.json", "npm"],
] as const;

/** Describes the project in one folder of the tree, from its tracked files. */
export async function readProject(workspace: Workspace, prefix: string): Promise<Project> {
  const files = (await workspace.files())
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length));
  const texts = new Map<string, string>();
  for (const path of files.filter((each) => !each.includes("/") && /\.(?:json|toml|cfg|ini|txt)$/.test(each)))
    texts.set(path, (await readInside(workspace.tree, prefix + path)) ?? "");
  const manifest = parseManifest(texts.get("package.json"));
  const lock = lockFiles.find(([name]) => files.includes(name));
  const declared = manifest?.packageManager?.split("@")[0];
  const manager = declared === "pnpm" || declared === "yarn" ? declared : (lock?.[1] ?? "npm");
  return {
    root: join(workspace.tree, prefix),
    prefix,
    files,
    manager,
    lockFile: lock?.[0] ?? null,
    manifest,
    dependsOn: (name) =>
      manifest !== null && (name in manifest.dependencies || name in manifest.devDependencies),
    mentions: (path, pattern) => pattern.test(texts.get(path) ?? ""),
    program: (name) =>
      manager === "npm"
        ? ["npx", "--no-install", name]
        : manager === "pnpm"
          ? ["pnpm", "exec", name]
          : ["yarn", "run", name],
  };
}

/**
 * Finds the project that a plan's tests belong to: the repository's root when tests can be run there, else the nearest
 * folder above the first test. Null: nothing that the referee understands, and no configured command.
 */
export async function findProject(
  workspace: Workspace,
  testFiles: readonly string[],
  configured: string | null,
): Promise<{ project: Project; testing: Testing } | null> {
  const first = testFiles[0] ?? "";
  const above: string[] = [];
  for (let folder = dirname(first); folder !== "."; folder = dirname(folder)) above.push(`${folder}/`);
  for (const prefix of ["", ...above]) {
    const project = await readProject(workspace, prefix);
    const testing = testingOf(project, prefix === "" ? configured : null);
    if (testing !== null) return { project, testing };
  }
  return null;
}

function testingOf(project: Project, configured: string | null): Testing | null {
  if (configured !== null && !/^(?:npm|pnpm|yarn)(?: run)? test$/.test(configured.trim())) {
    const said = fromScript(configured);
    return said ?? { kind: "command", command: configured };
  }
  const script = project.manifest?.scripts["test"];
  const fromTestScript = script === undefined ? null : fromScript(script);
  if (fromTestScript !== null) return fromTestScript;
  for (const [name, runner] of entries(runners))
    if (runner.uses(project)) return { kind: "runner", name, runner, script: { words: [], env: {} } };
  return configured === null ? null : { kind: "command", command: configured };
}

function fromScript(text: string): Testing | null {
  for (const [name, runner] of entries(runners)) {
    const script = readScript(text, runner.program);
    if (script === null) continue;
    if (name === "node:test" && !script.words.includes("--test")) continue;
    if (name === "go test" && script.words[0] !== "test") continue;
    return { kind: "runner", name, runner, script };
  }
  return null;
}

function entries<K extends string, V>(record: Record<K, V>): [K, V][] {
  const keys: K[] = [];
  for (const key in record) keys.push(key);
  return keys.map((key) => [key, record[key]]);
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
