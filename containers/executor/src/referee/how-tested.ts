import type { HowTested } from "../../../../shared/domain/how-tested.ts";
import { cut } from "../../../../shared/platform/cut.ts";
import type { FoundProject } from "./project.ts";

const longest = 500;
const mostNamed = 10;

/** What is known of how a project's tests are run before anything is. */
export function howTested({ project, testing }: FoundProject): HowTested {
  const { manifest, manager, lockFile, prefix } = project;
  return {
    runner: testing.kind === "runner" ? testing.name : null,
    command: short(commandOf(testing)),
    folder: short(prefix.replace(/\/$/, "")),
    manager: manifest === null ? null : manager,
    lockFile,
    installs: [],
    proves:
      testing.kind === "runner"
        ? "each test by name, and whether it fails by its own assertion"
        : "only its exit code is known, not which test failed, nor for what",
    before: null,
    warnings: [],
  };
}

/** The same with what trying it has shown. */
export function tried(
  how: HowTested,
  {
    installs,
    suite,
    warnings,
  }: {
    installs: readonly string[];
    /** Null: it was not run, or not to its end. */
    suite: { passed: number; failed: readonly string[] } | null;
    warnings: readonly string[];
  },
): HowTested {
  return {
    ...how,
    installs: installs.slice(0, mostNamed).map(short),
    before:
      suite === null
        ? null
        : {
            passed: suite.passed,
            failed: suite.failed.length,
            failing: suite.failed.slice(0, mostNamed).map(short),
          },
    warnings: [...how.warnings, ...warnings].map(short),
  };
}

function commandOf(testing: FoundProject["testing"]): string {
  if (testing.kind === "command") return testing.command;
  const { before, after, script, runner } = testing;
  const env = Object.entries(script.env).map(([name, value]) => `${name}=${value}`);
  const own = [...env, ...script.through, runner.program, ...script.words].join(" ");
  return [...before.map(({ text }) => text), own, ...after.map(({ text }) => text)].join(" && ");
}

const short = (text: string): string => cut(text, longest);
