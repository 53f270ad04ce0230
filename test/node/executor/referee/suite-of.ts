import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hands } from "../../../../containers/executor/src/contract.ts";
import { findProject } from "../../../../containers/executor/src/referee/project.ts";
import { runSuite, type Suite } from "../../../../containers/executor/src/referee/suite.ts";
import { openWorkspace } from "../../../../containers/executor/src/referee/workspace.ts";
import type { Files } from "./files.ts";
import { makeScene, plainHands } from "./scene.ts";

/** Runs the whole suite of a repository as the referee does. */
export async function suiteOf(
  files: Files,
  test: string,
  modules: string | null,
  hands: Hands = plainHands(modules),
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
      hands,
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

/** Each test by how it ended: "test/a.js > adds: passed". */
export const seenIn = ({ tests }: Suite): string[] =>
  tests.map(({ id, status, kind }) => `${id}: ${kind ?? status}`);
