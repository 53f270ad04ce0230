import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { findProject } from "../../../../containers/executor/src/referee/project.ts";
import { runSuite, type Suite } from "../../../../containers/executor/src/referee/suite.ts";
import { openWorkspace } from "../../../../containers/executor/src/referee/workspace.ts";
import { exists, type Files } from "./files.ts";
import { registryPackages } from "./registry-packages.ts";
import { type Shape, shapes } from "./runner-shapes.ts";
import {
  clearScenes,
  good,
  makeScene,
  nothing,
  plainHands,
  readyOf,
  recordsOf,
  refusalsOf,
  write,
} from "./scene.ts";

/* Each runner is started for real, with packages of the registry: what the referee sees of its tests, and a whole fix with it. */

afterEach(async () => {
  vi.unstubAllEnvs();
  await clearScenes();
});
vi.setConfig({ testTimeout: 240_000 });

/** Runs the whole suite of a repository as the referee does. */
async function suiteOf(
  files: Files,
  test: string,
  modules: string | null,
): Promise<{ runner: string; suite: Suite }> {
  const { remote } = await makeScene(files);
  const { signal } = new AbortController();
  const folder = join(remote.clone, "..", "assignment");
  const { repository } = remote;
  const workspace = await openWorkspace({ folder, repository, checkout: "main", signal, left: () => 60_000 });
  const found = await findProject(workspace, [test], null);
  if (found === null) throw new Error("there is no project");
  const reports = await mkdtemp(join(tmpdir(), "runs-"));
  const suite = await runSuite(
    {
      hands: plainHands(modules),
      emit: () => undefined,
      phase: "red",
      folder: reports,
      commit: "c",
      signal,
      left: () => 100_000,
    },
    found,
    { name: "the suite", files: null },
  );
  await rm(reports, { recursive: true });
  const runner = found.testing.kind === "command" ? found.testing.command : found.testing.name;
  return { runner, suite };
}

const seenIn = ({ tests }: Suite): string[] =>
  tests.map(({ id, status, kind }) => `${id}: ${kind ?? status}`);

/** A toolchain by its own place: rustup's look for it in the home, which tests have none of. */
const cargo = await promisify(execFile)("rustup", ["which", "cargo"]).then(
  ({ stdout }) => dirname(stdout.trim()),
  () => null,
);
const hasCargo = cargo !== null || (await exists("cargo", ["--version"]));
if (!hasCargo) console.warn("\n  CARGO TEST IS NOT TRIED: cargo is not there\n");
const tried = shapes.filter(({ runner }) => runner !== "cargo test" || hasCargo);

describe.each(tried)("$runner", (shape: Shape) => {
  const text = shape.files[shape.test] ?? "";
  const modulesOf = async (): Promise<string | null> => {
    const modules = shape.packages.length === 0 ? null : await registryPackages(...shape.packages);
    const programs = [modules === null ? null : join(modules, ".bin"), cargo, process.env["PATH"]];
    vi.stubEnv("PATH", programs.filter((path) => path !== null).join(":"));
    return modules;
  };

  it("is read test by test, each by what it failed for", async () => {
    const files = { ...shape.files, [shape.test]: text + shape.ways };
    const { runner, suite } = await suiteOf(files, shape.test, await modulesOf());
    expect(suite.problem).toBeNull();
    expect(runner).toBe(shape.runner);
    const seen = seenIn(suite);
    expect(shape.runner === "tape" ? seen : seen.toSorted()).toEqual(shape.seen);
  });

  it("goes from RED to ready, by an assertion alone", async () => {
    const modules = await modulesOf();
    const { run } = await makeScene(shape.files, {
      tests: [shape.test],
      code: [shape.code],
      ...(modules === null ? {} : { modules }),
    });
    const { result, events } = await run({
      red: [write({ [shape.test]: text + shape.crashing }), write({ [shape.test]: text + shape.proving })],
      green: [write({ [shape.code]: shape.mended })],
      refactor: [nothing],
      review: [good],
    });
    expect(readyOf(result).walls).toEqual([]);
    expect(refusalsOf(events)).toEqual([expect.stringMatching(/must fail by its own assertion/)]);
    expect(recordsOf(events)[0]?.newTests).toHaveLength(1);
  });
});
