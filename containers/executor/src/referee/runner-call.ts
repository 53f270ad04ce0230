import { glob } from "node:fs/promises";
import { parseEnv } from "node:util";
import type { Project } from "./project-facts.ts";
import { readInside } from "./read-inside.ts";
import type { Runner, RunOrder } from "./runners/runner.ts";
import type { Script } from "./script.ts";

/** How a runner is called as the script calls it: its words, and what its variables' files hold. */
export async function runnerCall(
  project: Project,
  { runner, script }: { runner: Runner; script: Script },
  order: Omit<RunOrder, "script">,
): Promise<{ argv: [string, ...string[]]; env: Record<string, string> }> {
  const words = runner.knowsNoPatterns === true ? await spelledOut(project, script) : script.words;
  const own = runner.command({ ...order, script: words }, project);
  const [setter, ...itsWords] = script.through;
  const env: Record<string, string> = {};
  for (const path of script.envFiles) {
    // One that isn't there sets nothing, or the runner's own words would tell of it.
    const set = parseEnv((await readInside(project.root, path)) ?? "");
    for (const [name, value] of Object.entries(set)) if (value !== undefined) env[name] = value;
  }
  return {
    argv: setter === undefined ? own : [...project.program(setter), ...itsWords, ...own],
    env: { ...env, ...script.env },
  };
}

/** The words with the files that a shell would put in patterns' places, now; where there are none it leaves them as they are. */
async function spelledOut({ root }: Project, { words, patterns }: Script): Promise<string[]> {
  const spelled = await Promise.all(
    words.map(async (word) => {
      // What lies outside of the tree is nobody's to be looked through.
      const isInside = !/^\/|(?:^|\/)\.\.(?:\/|$)/.test(word);
      if (!patterns.includes(word) || word.startsWith("-") || !isInside) return [word];
      const found: string[] = [];
      // To the shell of scripts two stars are one.
      for await (const path of glob(word.replaceAll("**", "*"), { cwd: root })) found.push(path);
      return found.length === 0 ? [word] : found.toSorted();
    }),
  );
  return spelled.flat();
}
