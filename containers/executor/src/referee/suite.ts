import { randomUUID } from "node:crypto";
import { chmod, copyFile, glob, mkdir, rm } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import type { Run } from "../../../../shared/executor/protocol.ts";
import type { Phase } from "../../../../shared/domain/phase.ts";
import type { Command, CommandResult, Emit, Hands } from "../contract.ts";
import { AssignmentFailure } from "./assignment-failure.ts";
import { errorLines } from "./error-lines.ts";
import type { Testing } from "./testing.ts";
import { installFolder, type Project } from "./project-facts.ts";
import { withPrograms } from "./python/venv.ts";
import { runEnvironment } from "./run-environment.ts";
import { runItself } from "./run-itself.ts";
import { runnerCall } from "./runner-call.ts";
import { stillRunning } from "./runners/live.ts";
import type { Step } from "./script.ts";
import { shown } from "./shown-command.ts";
import { stableName } from "./stable-names.ts";
import { isThere } from "./is-there.ts";
import { readInside } from "./read-inside.ts";
import type { Ran, Report, Runner, TestResult } from "./runners/runner.ts";

/** A test with a name that no other has: "test/cart.test.js > cart > has a total". */
export interface NamedTest extends TestResult {
  id: string;
  /** It is a command beside the runner, of which only the exit code is known. */
  isStep?: boolean;
}

/** What a run of tests has shown. */
export interface Suite {
  tests: NamedTest[];
  problem: string | null;
}

/** What a run needs: who runs it, who hears of it, and how long it may take. */
export interface Bench {
  hands: Hands;
  emit: Emit;
  phase: Phase;
  /** Folder outside the tree for reports. */
  folder: string;
  /** What is checked out. */
  commit: string;
  /** Milliseconds that are left; throws when there are none. */
  left(): number;
  signal: AbortSignal;
}

const mostLines = 2000;
/** Our own reporters. */
const beside = join(import.meta.dirname, "runners/beside");
const largestOutput = 20_000_000;

/** Runs a command whose code nobody trusts and tells of it; the evidence goes to whoever follows the assignment. */
export async function runCommand(
  bench: Bench,
  order: {
    name: string;
    /** As people read it; else its words. */
    shown?: string;
    /** Folders in which programs are looked for first. */
    programs?: readonly string[];
    /** What was running when it was stopped, by what it had printed. */
    running?: (output: string) => string[];
  } & Pick<Command, "argv" | "cwd" | "env" | "reach" | "signedIn" | "packages">,
  read: (result: CommandResult, lines: string) => Promise<Suite | null>,
): Promise<{ result: CommandResult; suite: Suite | null }> {
  let told = 0;
  let size = 0;
  const lines: string[] = [];
  const result = await bench.hands.run({
    argv: withPrograms(order.programs ?? [], order.argv),
    cwd: order.cwd,
    env: { NO_COLOR: "1", FORCE_COLOR: "0", ...order.env },
    ...(order.reach === undefined ? {} : { reach: order.reach }),
    ...(order.signedIn === undefined ? {} : { signedIn: order.signedIn }),
    ...(order.packages === undefined ? {} : { packages: order.packages }),
    timeoutMs: bench.left(),
    signal: bench.signal,
    onLine: (line) => {
      size += line.length;
      if (size <= largestOutput) lines.push(line);
      if (told++ < mostLines)
        bench.emit({ type: "line", phase: bench.phase, by: "referee", text: line.slice(0, 2000) });
    },
  });
  bench.signal.throwIfAborted();
  const suite = await read(result, lines.join("\n"));
  const failed = suite?.tests.filter((test) => test.status === "failed") ?? null;
  const run: Run = {
    name: order.name,
    command: order.shown ?? shown(order.argv, bench.folder),
    exitCode: result.exitCode,
    durationMs: Math.round(result.durationMs),
    commit: bench.commit,
    passed: suite === null ? null : suite.tests.filter((test) => test.status === "passed").length,
    failed: failed?.length ?? null,
    failures: (failed ?? [])
      .slice(0, 20)
      .map(({ id, message }) => ({ test: id, message: message.slice(0, 2000) })),
    tail: result.output.slice(-20_000),
  };
  bench.emit({ type: "run", phase: bench.phase, run });
  if (result.exitCode === null) {
    const last = result.output.trim().split("\n").at(-1)?.slice(0, 300) ?? "";
    const running = order.running?.(result.output) ?? [];
    const where =
      running.length > 0
        ? `; ${running.map((name) => withoutTree(name, order.cwd)).join(" and ")} had begun and not ended`
        : last === ""
          ? ""
          : `; the last line that it printed: ${last}`;
    throw new AssignmentFailure(
      "deadline",
      `${run.command} was ended at its deadline, ${Math.round(result.durationMs / 1000)} s after it began${where}`,
    );
  }
  return { result, suite };
}

const withoutTree = (name: string, cwd: string): string => name.replaceAll(`${cwd.replace(/\/$/, "")}/`, "");

/** Runs the whole suite, or some of its files, and reads the runner's report. */
export async function runSuite(
  bench: Bench,
  { project, testing }: { project: Project; testing: Testing },
  order: { name: string; /** From the tree's root. */ files: readonly string[] | null },
): Promise<Suite> {
  if (testing.kind === "command") {
    const argv = ["sh", "-c", testing.command] as const;
    const { suite } = await runCommand(
      bench,
      { ...order, argv, cwd: project.root, ...(await runEnvironment(project)) },
      async ({ exitCode, output }) => ({
        tests: [byExitCode(testing.command, exitCode, output)],
        problem: null,
      }),
    );
    return suite ?? noSuite;
  }
  const { runner } = testing;
  const steps: NamedTest[] = [];
  for (const step of testing.before) {
    const ran = await runStep(bench, project, step);
    steps.push(ran);
  }
  // A folder that nobody has seen before: nothing can be waiting there.
  const reports = join(bench.folder, `report-${randomUUID()}`);
  await mkdir(reports);
  await chmod(reports, 0o777);
  await bench.hands.handOver(reports);
  const files = order.files === null ? null : order.files.map((path) => path.slice(project.prefix.length));
  for (const name of runner.beside ?? []) await copyFile(join(beside, name), join(reports, name));
  const call = { report: join(reports, "report"), beside: reports, files };
  const { argv, env } = await runnerCall(project, testing, call);
  const environment = await runEnvironment(project, env);
  const running = (output: string): string[] => runner.running?.(output) ?? stillRunning(output);
  try {
    const { suite } = await runCommand(
      bench,
      { name: order.name, argv, cwd: project.root, ...environment, running },
      async (result, lines) => {
        const text = runner.reportsIn === "file" ? await readInside(reports, "report") : lines;
        const there = runner.needsFiles === true ? (files ?? (await filesIn(project.root))) : [];
        const ran = { output: lines, files: there };
        const report = text === null ? unreadable(result) : parsed(text, result, runner, ran);
        const tests = named(report.tests, project).map((test) => withCause(test, result));
        const missing = await filesThatAreNotThere(tests, project);
        return {
          tests,
          problem:
            report.problem ??
            (missing.length === 0
              ? null
              : `the report has tests of files that aren't there: ${missing.join(", ")}`),
        };
      },
    );
    for (const step of order.files === null ? testing.after : [])
      steps.push(await runStep(bench, project, step));
    if (suite === null) return noSuite;
    return order.files === null ? { ...suite, tests: [...suite.tests, ...steps] } : suite;
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
}

/** Runs a command that the test script has before or after its runner, as the script's own shell would: it passes or fails as a whole. */
async function runStep(bench: Bench, project: Project, { text, folder, env }: Step): Promise<NamedTest> {
  const bins = [project.root, installFolder(project)].map((root) => join(root, "node_modules/.bin"));
  const { result } = await runCommand(
    bench,
    {
      name: text,
      argv: ["sh", "-c", 'PATH="$0:$PATH"; eval "$1"', bins.join(":"), text],
      shown: text,
      cwd: join(project.root, folder),
      ...(await runEnvironment(project, env)),
    },
    async () => null,
  );
  return { ...byExitCode(text, result.exitCode, errorLines(result.output)), isStep: true };
}

const noSuite: Suite = { tests: [], problem: "nothing was run" };

function unreadable(result: CommandResult): Report {
  return {
    tests: [],
    problem: `the test runner ended with ${result.exitCode} and left no report: ${errorLines(result.output)}`,
  };
}

function parsed(text: string, result: CommandResult, runner: Runner, ran: Ran): Report {
  let report: Report;
  try {
    report = runner.parse(text, ran);
  } catch (error) {
    // Code under test can write there what it likes: what can't be read proves nothing.
    const why = error instanceof Error ? error.message : String(error);
    return { tests: [], problem: `the test runner's report can't be read: ${why.slice(0, 500)}` };
  }
  const failed = report.tests.some((test) => test.status === "failed");
  if (failed && result.exitCode === 0)
    return { ...report, problem: "the report has tests that failed, yet the runner ended with 0" };
  if (report.problem === null && report.tests.length > 0 && !failed && result.exitCode !== 0)
    return { ...report, tests: [...report.tests, runItself(result.exitCode, errorLines(result.output))] };
  return report;
}

/** Of a file that couldn't be loaded some reports say only that; the run's own words name the cause. */
function withCause(test: NamedTest, { output }: CommandResult): NamedTest {
  return test.kind === "load" && /^\s*(?:test failed)?\s*$/.test(test.message)
    ? { ...test, message: errorLines(output) }
    : test;
}

function named(tests: readonly TestResult[], project: Project): NamedTest[] {
  const seen = new Map<string, number>();
  const now = Date.now();
  return tests.map((test) => {
    const file = test.file === null ? null : fromRoot(test.file, project);
    const name = stableName(test.name, now);
    const plain = file === null ? name : `${file} > ${name}`;
    const times = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, times);
    return { ...test, file, id: times === 1 ? plain : `${plain} (${times})` };
  });
}

/** The files in a folder that aren't of packages, from it. */
async function filesIn(root: string): Promise<string[]> {
  const found: string[] = [];
  const isOut = (name: string): boolean => /(?:^|\/)(?:node_modules|\.git)$/.test(name);
  for await (const path of glob("**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}", { cwd: root, exclude: isOut }))
    found.push(path);
  return found;
}

/** A test comes from a file of the project; where a runner names one elsewhere, or none, nothing is known. */
async function filesThatAreNotThere(tests: readonly NamedTest[], project: Project): Promise<string[]> {
  const files = new Set(
    tests.flatMap(({ file }) => (file === null ? [] : [file.slice(project.prefix.length)])),
  );
  const inside = [...files].filter((file) => !isAbsolute(file) && !file.startsWith(".."));
  const there = await Promise.all(inside.map((file) => isThere(join(project.root, file))));
  return inside.filter((_, index) => there[index] === false);
}

function fromRoot(file: string, project: Project): string {
  const path = file.replace(/^file:\/\//, "");
  const inRoot = path.indexOf(`${project.root.replace(/\/$/, "")}/`);
  const relative =
    inRoot === -1
      ? path.replace(/^\.\//, "")
      : path.slice(inRoot + project.root.replace(/\/$/, "").length + 1);
  return `${project.prefix}${relative}`;
}

function byExitCode(command: string, exitCode: number | null, output: string): NamedTest {
  const passed = exitCode === 0;
  return {
    id: command,
    name: command,
    file: null,
    status: passed ? "passed" : "failed",
    message: passed ? "" : output.slice(-2000),
    kind: passed ? null : "error",
  };
}
