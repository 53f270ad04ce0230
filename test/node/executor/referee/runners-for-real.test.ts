import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { exists } from "./files.ts";
import { registryPackages } from "./registry-packages.ts";
import { type FixShape, fixShapes } from "./fix-shapes.ts";
import { seenIn, suiteOf } from "./suite-of.ts";
import { type Shape, shapes } from "./runner-shapes.ts";
import { clearScenes, good, makeScene, nothing, readyOf, recordsOf, refusalsOf, write } from "./scene.ts";

/* Each runner is started for real, with packages of the registry: what the referee sees of its tests, and a whole fix with it. */

afterEach(async () => {
  vi.unstubAllEnvs();
  await clearScenes();
});
vi.setConfig({ testTimeout: 240_000 });

/** A toolchain by its own place: rustup's look for it in the home, which tests have none of. */
const cargo = await promisify(execFile)("rustup", ["which", "cargo"]).then(
  ({ stdout }) => dirname(stdout.trim()),
  () => null,
);
const hasCargo = cargo !== null || (await exists("cargo", ["--version"]));
if (!hasCargo) console.warn("\n  CARGO TEST IS NOT TRIED: cargo is not there\n");
const tried = shapes.filter(({ runner }) => runner !== "cargo test" || hasCargo);

async function modulesOf({ packages }: FixShape): Promise<string | null> {
  const modules = packages.length === 0 ? null : await registryPackages(...packages);
  // Bun's own package is only a script that puts the one of this machine in its place.
  const bun = modules === null ? [] : await readdir(join(modules, "@oven")).catch(() => []);
  const bins = bun.map((name) => join(modules ?? "", "@oven", name, "bin"));
  vi.stubEnv("PATH", [...bins, ...(cargo === null ? [] : [cargo]), process.env["PATH"]].join(":"));
  return modules;
}

describe.each(tried)("$runner", (shape: Shape) => {
  const text = shape.files[shape.test] ?? "";

  it("is read test by test, each by what it failed for", async () => {
    const files = { ...shape.files, [shape.test]: text + shape.ways };
    const { runner, suite } = await suiteOf(files, shape.test, await modulesOf(shape));
    expect(suite.problem).toBeNull();
    expect(runner).toBe(shape.runner);
    const seen = seenIn(suite);
    expect(shape.runner === "tape" ? seen : seen.toSorted()).toEqual(shape.seen);
  });
});

describe.each([...tried, ...fixShapes])("$runner", (shape: FixShape) => {
  const text = shape.files[shape.test] ?? "";

  it("goes from RED to ready, by an assertion alone", async () => {
    const modules = await modulesOf(shape);
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
