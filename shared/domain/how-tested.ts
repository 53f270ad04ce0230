import { z } from "zod";

const words = z.string().max(500);

/**
 * How a project's tests are run, what that can prove, and how they stood before anything was changed: found out by running them. It is
 * part of what people say yes to. Its words come from the repository.
 */
export const howTestedSchema = z.strictObject({
  /** "node:test"; null: only a command's exit code is known. */
  runner: words.nullable(),
  /** What is run for the whole suite, as its people write it. */
  command: words,
  /** From the repository's root; "" is the root. */
  folder: words,
  /** Who installs: "npm"; null: nobody has to. */
  manager: words.nullable(),
  /** What says which versions are installed; null: nothing does, or nothing is installed. */
  lockFile: words.nullable(),
  /** The commands that installed. */
  installs: z.array(words).max(10),
  /** What a run tells, and what it can't. */
  proves: words,
  /** The suite as it was found; null: it was not run to its end. */
  before: z
    .strictObject({
      passed: z.number().int().nonnegative(),
      failed: z.number().int().nonnegative(),
      /** Tests that failed, the first ten. */
      failing: z.array(words).max(10),
    })
    .nullable(),
  /** What people should know besides, a sentence each. */
  warnings: z.array(words).max(20),
});
export type HowTested = z.infer<typeof howTestedSchema>;

/** A line of what is told: what it is about, and in whose words: a program's, or ours. */
export interface HowTestedLine {
  name: "Tests run with" | "Installed with" | "Proves" | "Before any change" | "Mind";
  text: string;
  isCode: boolean;
}

/** What is told of how tests are run, everywhere in the same words. */
export function howTestedLines(how: HowTested): HowTestedLine[] {
  const { runner, command, folder, installs, lockFile, proves, before, warnings } = how;
  const where = folder === "" ? "" : `, in ${folder}`;
  const lines: HowTestedLine[] = [{ name: "Tests run with", text: command, isCode: true }];
  const installed = installedWith(how);
  if (installed !== null) lines.push({ name: "Installed with", text: installed, isCode: false });
  const by = runner === null ? "" : `${runner}${where}: `;
  lines.push({
    name: "Proves",
    text: runner === null ? `${proves}${where}` : `${by}${proves}`,
    isCode: false,
  });
  if (before !== null) lines.push({ name: "Before any change", text: stateWords(before), isCode: false });
  if (installs.length > 0 && lockFile === null) lines.push({ name: "Mind", text: noLock, isCode: false });
  for (const text of warnings) lines.push({ name: "Mind", text, isCode: false });
  return lines;
}

const noLock = "no lock file says which versions are installed: they may differ from one day to the next";

function installedWith({ manager, installs, lockFile }: HowTested): string | null {
  if (installs.length > 0)
    return `${installs.join(", ")}${lockFile === null ? ", without a lock file" : `, as ${lockFile} says`}`;
  return manager === null ? null : `${manager}, which has nothing to install`;
}

function stateWords({ passed, failed, failing }: NonNullable<HowTested["before"]>): string {
  const counts = `${passed} passed, ${failed} failed`;
  if (failing.length === 0) return counts;
  return `${counts}: ${failing.join(", ")}${failed > failing.length ? ", …" : ""}`;
}
