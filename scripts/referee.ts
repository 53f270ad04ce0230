import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { parseArgs, promisify } from "node:util";
import { tryFix } from "../containers/executor/src/try-fix.ts";
import { inTenLines } from "../shared/domain/cause.ts";
import type { HowTested } from "../shared/domain/how-tested.ts";
import type { Phase } from "../shared/domain/phase.ts";
import type { AssignmentEventBody, AssignmentResult, Run } from "../shared/executor/protocol.ts";
import { tableOf } from "./table-of.ts";
import { UsageError } from "./target.ts";

const help = `npm run referee -- PATH --test FILE --fix PATCH [options]
  PATH            a git repository with a bug in it
  --test FILE     the test that shows the bug, as it lies in PATH now; may be given several times
  --fix PATCH     a patch that mends it, as \`git diff\` writes it
  --base REV      the commit with the bug, without the test and the fix; absent: HEAD
  --command CMD   how the tests are run; absent: the referee finds out
  --minutes N     that each phase may take; absent: 15
  --output FILE   gets all that the runs have printed; absent: only the verdict's ten lines are told
  --help          this

Plays the fix through the referee as an assignment would, without a model: RED with the test, GREEN with the patch, and the last
proof. Nothing is written into PATH. Ends with
  0  the fix is proven
  1  the test or the fix is refused
  2  the command is wrong
  3  nothing can be proven here: the tests can't be run, an install fails, or it takes too long
  130  it was interrupted`;

const exec = promisify(execFile);
const branch = "signalbox/tried";

async function git(cwd: string, ...args: string[]): Promise<string> {
  const { stdout } = await exec("git", args, { cwd, maxBuffer: 64 * 1024 * 1024 });
  return stdout.trim();
}

/** `npm run referee`: whether the referee understands a repository, and what it says to a fix. */
async function main(args: string[]): Promise<number> {
  const options = parse(args);
  if (options === null) {
    console.log(help);
    return 0;
  }
  const place = await mkdtemp(join(tmpdir(), "signalbox-referee-"));
  const controller = new AbortController();
  process.once("SIGINT", () => controller.abort());
  try {
    const fix = await readFix(options, place);
    const runs: PhaseRun[] = [];
    const result = await tryFix(
      { ...fix, deadlineMs: options.minutes * 60_000 },
      {
        emit: (event) => {
          if (event.type === "run") runs.push({ phase: event.phase, ...event.run });
          tell(event);
        },
        found: (how) => console.log(described(how)),
        signal: controller.signal,
      },
    );
    if (runs.length > 0) console.log(`\n${table(runs)}`);
    console.log(`\n${verdict(result)}`);
    if (options.output !== undefined) await writeFile(options.output, runs.map(printed).join("\n"));
    else if (result.kind === "failed" && runs.length > 0)
      console.log("\nAll that was printed: the same command with --output FILE");
    return exitCode(result);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

function parse(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        test: { type: "string", multiple: true, default: [] },
        fix: { type: "string" },
        base: { type: "string", default: "HEAD" },
        command: { type: "string" },
        minutes: { type: "string", default: "15" },
        output: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) return null;
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new UsageError("say one PATH: the repository");
    if (values.test.length === 0) throw new UsageError("say --test FILE: the test that shows the bug");
    if (values.fix === undefined) throw new UsageError("say --fix PATCH: the patch that mends it");
    const minutes = Number(values.minutes);
    if (!(minutes > 0)) throw new UsageError(`--minutes ${values.minutes} is no number of minutes`);
    return { ...values, fix: values.fix, path, minutes };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The fix as the referee takes it, with the base in a repository of its own. @throws UsageError naming what to mend. */
async function readFix(
  options: { path: string; test: string[]; fix: string; base: string; command?: string | undefined },
  place: string,
) {
  const { path, command } = options;
  const root = await wanted(
    `${path} is no git repository`,
    git(resolve(path), "rev-parse", "--show-toplevel"),
  );
  const base = await wanted(
    `${path} has no commit ${options.base}`,
    git(root, "rev-parse", "--verify", `${options.base}^{commit}`),
  );
  const patch = resolve(options.fix);
  await wanted(`there is no file ${options.fix}`, readFile(patch));
  const numbers = await wanted(
    `${options.fix} is no patch that git reads`,
    git(root, "apply", "--numstat", "-z", patch),
  );
  const tests: Record<string, string> = {};
  for (const one of options.test) {
    const name = relative(root, resolve(root, one));
    if (name.startsWith("..")) throw new UsageError(`${one} lies outside of ${path}`);
    const text = await wanted(`${path} has no file ${name}`, readFile(join(root, name), "utf8"));
    const there = await exec("git", ["show", `${base}:${name}`], { cwd: root }).then(
      ({ stdout }) => stdout,
      () => null,
    );
    if (there === text)
      throw new UsageError(
        `${name} is in ${options.base} as it is now: say --base REV, a commit without the new test`,
      );
    tests[name] = text;
  }
  const changed = numbers.split("\0").flatMap((line) => line.split("\t")[2] ?? []);
  const code = changed.filter((name) => name !== "" && !Object.hasOwn(tests, name));
  if (code.length === 0) throw new UsageError(`${options.fix} changes nothing but tests`);
  const bare = join(place, "origin.git");
  await git(root, "clone", "--quiet", "--bare", "--no-hardlinks", root, bare);
  await git(bare, "update-ref", `refs/heads/${branch}`, base);
  return { bare, branch, base, tests, patch, code, testCommand: command ?? null };
}

async function wanted<T>(otherwise: string, found: Promise<T>): Promise<T> {
  try {
    return await found;
  } catch (error) {
    throw new UsageError(otherwise, { cause: error });
  }
}

function tell(event: AssignmentEventBody): void {
  if (event.type === "phase.started") console.log(`\n${event.phase}`);
  else if (event.type === "run")
    console.log(
      `  ${event.run.exitCode === 0 ? "✓" : "·"} ${event.run.name} (${(event.run.durationMs / 1000).toFixed(1)} s)`,
    );
  else if (event.type === "phase.refused") console.log(`  refused: ${event.reason}`);
}

/** A command that was run, in its phase. */
type PhaseRun = Run & { phase: Phase };

/** What the referee has understood of the repository. */
function described({ runner, command, folder, manager, lockFile, proves }: HowTested): string {
  const facts = [
    ["tests run with", runner ?? "a command, by its exit code"],
    ["command", command],
    ["in", folder === "" ? "the root" : folder],
    ["manager", manager ?? "none: nothing is installed by one"],
    [
      "lock file",
      lockFile ?? (manager === null ? "none" : "none: no file says which versions are installed"),
    ],
    ["proves", proves],
  ];
  return facts.map(([name = "", text]) => `  ${name.padEnd(14)} ${text}`).join("\n");
}

/** A run with all that is kept of what it printed. */
const printed = ({ phase, name, command, exitCode: code, tail }: PhaseRun): string =>
  `== ${phase}: ${name}\n$ ${command}\n${tail.trimEnd()}\n[${code === null ? "ended at its deadline" : `exit ${code}`}]\n`;

/** Failures of the place, not of what is tried in it. */
const noProofHere: ReadonlySet<string> = new Set(["repository", "deadline", "internal", "stale"]);

function exitCode(result: AssignmentResult): number {
  if (result.kind === "ready") return 0;
  if (result.kind === "cancelled") return 130;
  return result.kind === "failed" && noProofHere.has(result.code) ? 3 : 1;
}

/** What was run, as the evidence of a pull request has it. */
function table(runs: readonly PhaseRun[]): string {
  return tableOf([
    ["phase", "what", "command", "exit", "seconds", "passed", "failed"],
    ...runs.map(({ phase, name, command, exitCode: code, durationMs, passed, failed }) => [
      phase,
      name,
      command.length > 60 ? `${command.slice(0, 59)}…` : command,
      String(code ?? "–"),
      (durationMs / 1000).toFixed(1),
      String(passed ?? "–"),
      String(failed ?? "–"),
    ]),
  ]);
}

function verdict(result: AssignmentResult): string {
  if (result.kind === "failed")
    return `NOT PROVEN, in ${result.phase} (${result.code}): ${inTenLines(result.reason)}`;
  if (result.kind !== "ready") return `NOT PROVEN: ${result.kind.replaceAll("_", " ")}`;
  return [
    "PROVEN: the test fails without the fix by its own assertion and passes with it, and nothing that passed fails.",
    ...result.failedBefore.map((test) => `  failed before, fails still: ${test}`),
    ...result.pointedOut.map(({ path, line, what }) => `  look at ${path}:${line}: ${what}`),
    ...result.walls.map((wall) => `  not shown: ${wall}`),
  ].join("\n");
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${help}`);
  process.exitCode = 2;
}
