import { join } from "node:path";
import { AssignmentFailure } from "../assignment-failure.ts";
import { installStep } from "../install-step.ts";
import type { Bench } from "../suite.ts";
import { venv } from "./venv.ts";

/** Sees to it that tests can be run by pytest: the project's own, else the machine's. Throws AssignmentFailure `repository`. */
export async function ensurePytest(bench: Bench, folder: string): Promise<void> {
  if (await hasPytest(bench, folder)) return;
  await installStep(bench, {
    name: "pytest of this machine, as the project's requirements bring none",
    argv: ["sed", "-i", "s/^\\(include-system-site-packages = \\)false/\\1true/", `${venv}/pyvenv.cfg`],
    shown: "include-system-site-packages = true",
    cwd: folder,
    offline: true,
  });
  if (!(await hasPytest(bench, folder)))
    throw new AssignmentFailure(
      "repository",
      "there is no pytest: the project's requirements bring none, and this machine has none. Name it in requirements-test.txt, or in a group or an extra called test, or install python3-pytest on the executor's machine",
    );
}

async function hasPytest(bench: Bench, folder: string): Promise<boolean> {
  const { exitCode } = await bench.hands.run({
    argv: [join(folder, venv, "bin/python"), "-c", "import pytest"],
    cwd: "/",
    timeoutMs: bench.left(),
    signal: bench.signal,
  });
  return exitCode === 0;
}
