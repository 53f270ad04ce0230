import { dirname, extname } from "node:path";
import type { PlanAssignment } from "../../../../shared/executor/protocol.ts";
import { filesOf } from "../../../../shared/domain/plan.ts";
import { type FoundProject, findProject } from "../referee/project.ts";
import { runners } from "../referee/runners/registry.ts";
import type { Workspace } from "../referee/workspace.ts";

const mostProjects = 3;
/** So many folders with tests are looked at for a project of their own. */
const mostFolders = 12;

/**
 * The projects that a fix's tests probably belong to, the likeliest first: those of the plan before, else those whose tests lie nearest
 * to the files that the report names. Empty: nothing in the repository can be run.
 */
export async function likelyProjects(
  workspace: Workspace,
  { hints, previous, repository }: Pick<PlanAssignment, "hints" | "previous" | "repository">,
): Promise<FoundProject[]> {
  const planned = previous === null ? [] : filesOf(previous.planned.plan).tests;
  const places = [
    ...planned.slice(0, 1),
    ...(await nearestTests(workspace, hints)),
    ...hints.slice(0, 1),
    "",
  ];
  const found = new Map<string, FoundProject>();
  for (const place of places) {
    const one = await findProject(workspace, [place], repository.testCommand);
    if (one !== null && !found.has(keyOf(one))) found.set(keyOf(one), one);
    if (found.size === mostProjects) break;
  }
  return [...found.values()];
}

/** What makes two found projects the same: the folder, and what runs there. */
export function keyOf({ project, testing }: FoundProject): string {
  return `${project.root}\n${testing.kind === "runner" ? testing.name : testing.command}`;
}

/** One test of each folder that has some, nearest to the first of the hints. */
async function nearestTests(workspace: Workspace, hints: readonly string[]): Promise<string[]> {
  const hint = hints[0] ?? "";
  const known = Object.values(runners);
  const tests = (await workspace.files()).filter((path) => known.some((runner) => runner.isTestFile(path)));
  const near = (path: string): number =>
    sharedFolders(path, hint) + (hint !== "" && extname(path) === extname(hint) ? 0.5 : 0);
  const ordered = tests
    .map((path) => ({ path, near: near(path), depth: path.split("/").length }))
    .toSorted((a, b) => b.near - a.near || a.depth - b.depth || a.path.localeCompare(b.path));
  const byFolder = new Map<string, string>();
  for (const { path } of ordered) {
    const kind = `${dirname(path)} ${extname(path)}`;
    if (!byFolder.has(kind)) byFolder.set(kind, path);
    if (byFolder.size === mostFolders) break;
  }
  return [...byFolder.values()];
}

function sharedFolders(path: string, other: string): number {
  const [a, b] = [path, other].map((one) => one.split("/").slice(0, -1));
  const first = (a ?? []).findIndex((folder, at) => folder !== b?.[at]);
  return first === -1 ? (a ?? []).length : first;
}
