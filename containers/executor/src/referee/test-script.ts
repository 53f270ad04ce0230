import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { textAt } from "./changes.ts";
import type { Workspace } from "./workspace.ts";

/** The parts of a package.json that decide which tests run, and how. */
const testing = z.object({
  type: z.unknown().optional(),
  scripts: z.unknown().optional(),
  jest: z.unknown().optional(),
  mocha: z.unknown().optional(),
  vitest: z.unknown().optional(),
});

/**
 * Why the staged package.json is refused: a plan may name the file for its other contents, but a fix that turns the
 * tests off is none.
 */
export async function testScriptProblem(
  workspace: Workspace,
  start: string,
  prefix: string,
): Promise<string | null> {
  const path = `${prefix}package.json`;
  const staged = (await workspace.git(["write-tree"])).toString().trim();
  const [before, after] = await Promise.all([
    textAt(workspace, start, path),
    textAt(workspace, staged, path),
  ]);
  if (before === null || before === after) return null;
  const read = (text: string | null): unknown => (text === null ? null : testing.parse(JSON.parse(text)));
  try {
    if (isDeepStrictEqual(read(before), read(after))) return null;
  } catch {
    return `${path} can't be read any more`;
  }
  return `${path}: its scripts and the settings of the tests are frozen`;
}
