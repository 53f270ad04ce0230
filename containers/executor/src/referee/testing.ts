import { join } from "node:path/posix";
import type { Project } from "./project-facts.ts";
import { runners, type RunnerName } from "./runners/registry.ts";
import type { Runner } from "./runners/runner.ts";
import type { Scripts } from "./called-scripts.ts";
import { lifecycle, readScript, type Script, type Step, stepsOf } from "./script.ts";
import { taskScriptsOf, testTasks } from "./task-files/task-scripts.ts";

/** How tests are run: a runner that writes reports, between what else the script does, or a command of which only the exit code counts. */
export type Testing =
  | { kind: "runner"; name: RunnerName; runner: Runner; script: Script; before: Step[]; after: Step[] }
  | { kind: "command"; command: string };

/** How a project's tests are run, and in which of its folders. */
export interface Found {
  testing: Testing;
  /** From the project's root: "" or "packages/api". */
  folder: string;
}

/**
 * How a project runs a test file: as a configured command says, as its test script does, or by the runner that it seems to have.
 * What isn't understood is run as it is. Null: there is nothing that could be run.
 * @param file from the project's root
 */
export function testingOf(project: Project, file: string, configured: string | null): Found | null {
  const scripts = scriptsOf(project);
  const isManagers = configured !== null && callsTestScript(configured);
  if (configured !== null && !isManagers)
    return (
      fromSteps(stepsOf(configured, scripts, callsRunner), file) ?? {
        testing: { kind: "command", command: configured },
        folder: "",
      }
    );
  const script = project.manifest?.scripts["test"];
  if (script !== undefined && !/no test specified/.test(script)) {
    const read = fromSteps(lifecycle("test", scripts, callsRunner), file);
    if (read !== null && runs(read, file)) return read;
    // Tests that the script knows nothing of: another language's.
    const other = isScript(file) ? null : byWhatItHas(project, file);
    if (other !== null && runs(other, file)) return other;
    return (
      read ?? {
        testing: {
          kind: "command",
          command: configured ?? `${project.manager}${project.manager === "bun" ? " run" : ""} test`,
        },
        folder: "",
      }
    );
  }
  const has = byWhatItHas(project, file);
  const tasks = testTasks.filter((name) => Object.hasOwn(scripts, name));
  for (const task of tasks) {
    const read = fromSteps(lifecycle(task, scripts, callsRunner), file);
    if (read !== null && runs(read, file)) return read;
  }
  const command = configured ?? tasks[0]?.trim() ?? null;
  return has ?? (command === null ? null : { testing: { kind: "command", command }, folder: "" });
}

const isScript = (file: string): boolean => /\.[cm]?[jt]sx?$/.test(file);

const runs = ({ testing, folder }: Found, file: string): boolean =>
  testing.kind === "runner" && testing.runner.isTestFile(withoutFolder(file, folder));

/** What runs this file by its kind comes before what only seems to be used here. */
function byWhatItHas(project: Project, file: string): Found | null {
  const used = entries(runners).filter(([, runner]) => runner.uses(project));
  const [name, runner] = used.find(([, one]) => one.isTestFile(file)) ?? used[0] ?? [];
  if (name === undefined || runner === undefined) return null;
  const script = { words: [], env: {}, through: [], envFiles: [], patterns: [] };
  return { testing: { kind: "runner", name, runner, script, before: [], after: [] }, folder: "" };
}

/** The step that calls a runner, with those before and after it. */
function fromSteps(steps: Step[] | null, file: string): Found | null {
  const calls = (steps ?? []).map((step, at) => ({ at, step, call: runnerIn(step) }));
  const called = calls.flatMap(({ at, step, call }) => (call === null ? [] : [{ at, step, call }]));
  const chosen =
    called.find(({ step, call }) => call.runner.isTestFile(withoutFolder(file, step.folder))) ?? called[0];
  if (steps === null || chosen === undefined) return null;
  const { at, step, call } = chosen;
  const from = (one: Step): Step => ({ ...one, folder: fromFolder(step.folder, one.folder) });
  return {
    testing: {
      kind: "runner",
      ...call,
      before: steps.slice(0, at).map(from),
      after: steps.slice(at + 1).map(from),
    },
    folder: step.folder,
  };
}

const callsRunner = (step: Step): boolean => runnerIn(step) !== null;

function runnerIn({ text, env }: Step): { name: RunnerName; runner: Runner; script: Script } | null {
  for (const [name, runner] of entries(runners)) {
    const script = readScript(text, runner.program);
    if (script === null) continue;
    if (name === "node:test" && !script.words.includes("--test")) continue;
    if (subcommands.has(name) && script.words[0] !== "test") continue;
    return { name, runner, script: { ...script, env: { ...env, ...script.env } } };
  }
  return null;
}

/** Programs that do more than run tests. */
const subcommands = new Set<RunnerName>(["go test", "cargo test", "bun test"]);

/** Whether a command only calls the project's own test script; `bun test` is bun's runner. */
export const callsTestScript = (command: string): boolean =>
  /^(?:(?:npm|pnpm|yarn)(?: run)? test|bun run test)$/.test(command.trim());

const scriptsOf = (project: Project): Scripts => ({
  ...taskScriptsOf(project),
  ...project.manifest?.scripts,
});

const withoutFolder = (file: string, folder: string): string =>
  folder !== "" && file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : file;

/** A folder as it is called in another one. */
const fromFolder = (folder: string, other: string): string =>
  folder === "" ? other : join(...folder.split("/").map(() => ".."), other);

function entries<K extends string, V>(record: Record<K, V>): [K, V][] {
  const keys: K[] = [];
  for (const key in record) keys.push(key);
  return keys.map((key) => [key, record[key]]);
}
