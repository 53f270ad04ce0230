import { errorLines } from "./error-lines.ts";
import type { Project } from "./project-facts.ts";
import { runCommand, type Bench } from "./suite.ts";

/** What projects call their own checks beside their tests, in the order in which they are run. */
export const checkNames = ["lint", "types", "typecheck", "type-check", "check:types", "build"] as const;
export type CheckName = (typeof checkNames)[number];

/** Those of some checks that a project has. */
export const checksOf = ({ manifest }: Project, names: readonly CheckName[] = checkNames): CheckName[] =>
  names.filter((name) => manifest !== null && Object.hasOwn(manifest.scripts, name));

/** Runs one of a project's own checks. Answers its command, and what went wrong; null: it passes. */
export async function runCheck(
  bench: Bench,
  { manager, root }: Pick<Project, "manager" | "root">,
  check: { name: CheckName; /** What people read beside it. */ shownAs?: string },
): Promise<{ command: string; problem: string | null }> {
  const { name, shownAs = name } = check;
  const argv = [manager, "run", name] as const;
  const { result } = await runCommand(bench, { name: shownAs, argv, cwd: root }, async () => null);
  return {
    command: argv.join(" "),
    problem: result.exitCode === 0 ? null : errorLines(result.output),
  };
}
