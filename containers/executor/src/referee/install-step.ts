import { stripVTControlCharacters } from "node:util";
import { AssignmentFailure } from "./assignment-failure.ts";
import { errorLines } from "./error-lines.ts";
import { staleLock } from "./stale-lock.ts";
import { runCommand, type Bench } from "./suite.ts";

/** One command of an installation. */
interface InstallStep {
  /** What it does, as the evidence names it. */
  name: string;
  argv: readonly [string, ...string[]];
  cwd: string;
  env?: Record<string, string>;
  /** Its words in the evidence; else those of `argv`. */
  shown?: string;
  /** It talks to no registry. */
  offline?: boolean;
  /** What its failure means when its output says so, and how what is missing can be had. */
  remedy?: { when: RegExp; how: string };
  /** It gets the tokens of private registries: nothing but the installer's own code may run in it. */
  signedIn?: boolean;
  /** Packages of npm's that its lock file names, by their digests. */
  packages?: readonly string[];
}

/** An installation that didn't end well, with all that was printed. */
export class InstallFailure extends AssignmentFailure {
  readonly output: string;

  constructor(message: string, output: string) {
    super("repository", message);
    this.name = "InstallFailure";
    this.output = output;
  }
}

/** How what is missing can be had. */
const toGet: Readonly<Record<string, string>> = {
  pnpm: "run `corepack enable` on the executor's machine, or `npm install --global pnpm`",
  yarn: "run `corepack enable` on the executor's machine, or `npm install --global yarn`",
  bun: "run `npm install --global bun` on the executor's machine",
  go: 'install Go on the executor\'s machine (the image: EXTRA_PACKAGES="golang-go")',
  cargo: 'install Rust on the executor\'s machine (the image: EXTRA_PACKAGES="cargo")',
  python3: "install Python 3 on the executor's machine",
};

/**
 * Runs one command of an installation; its output. Throws InstallFailure with the command's own error, what to do about
 * a lock file that is behind, and how to get a program that isn't there.
 */
export async function installStep(bench: Bench, step: InstallStep): Promise<string> {
  const { name, argv, cwd, env, shown, offline = false, signedIn = false, packages = [], remedy } = step;
  const { result } = await runCommand(
    bench,
    {
      name,
      argv,
      cwd,
      ...(env === undefined ? {} : { env }),
      ...(shown === undefined ? {} : { shown }),
      signedIn,
      packages,
      reach: offline ? "nothing" : "registry",
    },
    async () => null,
  );
  if (result.exitCode === 0) return result.output;
  const how = remedy?.when.test(result.output) === true ? `${remedy.how}: ` : "";
  throw new InstallFailure(
    `the dependencies can't be installed: ${how}${whyNotInstalled(argv[0], result.exitCode, result.output)}`,
    result.output,
  );
}

function whyNotInstalled(program: string, exitCode: number | null, output: string): string {
  const how = toGet[program];
  if (exitCode === 127 && how !== undefined && !/\n.*\n.*\n/.test(output))
    return `${program} isn't there: ${how}`;
  const stale = staleLock(stripVTControlCharacters(output));
  const words = errorLines(output);
  return stale === null ? words : `${stale}:\n${words}`;
}

/** Is a program there for whoever commands run as? Nothing of it goes into the evidence. */
export async function hasProgram(bench: Bench, program: string, cwd: string): Promise<boolean> {
  const { exitCode } = await bench.hands.run({
    argv: ["sh", "-c", 'command -v "$0" >/dev/null', program],
    cwd,
    timeoutMs: bench.left(),
    signal: bench.signal,
  });
  return exitCode === 0;
}
