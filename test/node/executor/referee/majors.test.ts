import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Hands } from "../../../../containers/executor/src/contract.ts";
import { type Major, majors } from "./major-shapes.ts";
import { realHands } from "./real-hands.ts";
import { registryPackages } from "./registry-packages.ts";
import { clearScenes, plainHands } from "./scene.ts";
import { seenIn, suiteOf } from "./suite-of.ts";

/*
 * Old and new majors of runners, started for real: each test by what it failed for, and which one hangs. Those that CI tries are the
 * oldest; with RUNNER_MAJORS=all every one of the table in docs/bug-fixing.md is. pytest's are in folders of RUNNER_PYTESTS.
 */

vi.setConfig({ testTimeout: 240_000 });
const folders: string[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  await clearScenes();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

const all = process.env["RUNNER_MAJORS"] === "all";
const tried = majors.filter(({ always }) => always.read || all);

const modulesOf = async ({ packages, path }: Major): Promise<string | null> => {
  if (path !== undefined) vi.stubEnv("PATH", `${path}:${process.env["PATH"]}`);
  return packages.length === 0 ? null : registryPackages(...packages);
};

describe.each(tried)("$called", (major: Major) => {
  const { files, test, ways, seen } = major;

  it("is read test by test, each by what it failed for", async () => {
    const { runner, suite } = await suiteOf(
      { ...files, [test]: files[test] + ways },
      test,
      await modulesOf(major),
    );
    expect(suite.problem).toBeNull();
    expect(runner).toBe(major.runner);
    expect(seenIn(suite).toSorted()).toEqual(seen);
  });
});

const hung = tried.flatMap((major) =>
  major.hanging !== null && (major.always.hang || all) ? [{ ...major, hanging: major.hanging }] : [],
);

describe.each(hung)("$called", (major) => {
  const { files, test, hangs, hanging } = major;

  it("names the test that hangs", async () => {
    const modules = await modulesOf(major);
    const folder = await mkdtemp(join(tmpdir(), "hands-"));
    folders.push(folder);
    const { hands } = await realHands(join(folder, "own"), null);
    const run = suiteOf(
      { ...files, [test]: files[test] + hangs },
      test,
      modules,
      stoppedAt(hands, modules, hanging.begun),
    );
    await expect(run).rejects.toThrow(hanging.told);
  });
});

/** Hands that stop a run as its deadline would, as soon as it prints a line. */
function stoppedAt(hands: Hands, modules: string | null, line: RegExp): Hands {
  const linked = plainHands(modules);
  return {
    ...hands,
    run: async (command) => {
      // It links the packages.
      await linked.run({ ...command, argv: ["true"] });
      const stop = new AbortController();
      return hands.run({
        ...command,
        signal: AbortSignal.any([command.signal, stop.signal]),
        onLine: (text) => {
          command.onLine?.(text);
          if (line.test(text)) stop.abort();
        },
      });
    },
  };
}
