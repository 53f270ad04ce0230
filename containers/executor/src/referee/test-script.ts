import { isDeepStrictEqual } from "node:util";
import { textAt } from "./changes.ts";
import type { Project } from "./project-facts.ts";
import { at, isRecord, readConfig, unknown } from "./runners/config-file.ts";
import type { Workspace } from "./workspace.ts";

/** Files that hold other things besides, and the parts of them that decide which tests run, and how. */
const frozenParts: readonly [RegExp, readonly string[]][] = [
  [
    /^package\.json$/,
    [
      "type",
      "scripts",
      "jest",
      "mocha",
      "vitest",
      "ava",
      "tap",
      "jasmine",
      "c8",
      "nyc",
      "workspaces",
      "babel",
      "wireit",
      "nx",
    ],
  ],
  [
    /^pyproject\.toml$/,
    [
      "tool.pytest",
      "tool.coverage",
      "tool.tox",
      "tool.nox",
      "tool.hatch.envs",
      "tool.poe",
      "tool.pdm.scripts",
    ],
  ],
  [/^setup\.cfg$/, ["tool:pytest", "coverage:run", "coverage:report", "aliases", "test"]],
  [/^tox\.ini$/, ["tox", "testenv", "pytest"]],
  [/^Cargo\.toml$/, ["lib", "test", "bin", "profile", "workspace"]],
  [/^bunfig\.toml$/, ["test", "preload"]],
  [/^vite\.config\.[cm]?[jt]s$/, ["test"]],
];

/**
 * Why what is staged is refused: a plan may name a file for its other contents, but a fix that turns tests off, or changes how they
 * are run, is none. Looks at the project's own folder and the one that it is installed from.
 */
export async function testScriptProblem(
  workspace: Workspace,
  start: string,
  { prefix, installedIn }: Pick<Project, "prefix" | "installedIn">,
): Promise<string | null> {
  const staged = (await workspace.git(["write-tree"])).toString().trim();
  const tracked = await workspace.files();
  for (const folder of new Set([prefix, installedIn]))
    for (const [name, parts] of frozenParts) {
      const paths = tracked.filter((path) => path.startsWith(folder) && name.test(path.slice(folder.length)));
      for (const path of paths) {
        const why = await partProblem(workspace, { path, parts, start, staged });
        if (why !== null) return why;
      }
    }
  return null;
}

async function partProblem(
  workspace: Workspace,
  order: { path: string; parts: readonly string[]; start: string; staged: string },
): Promise<string | null> {
  const { path, parts } = order;
  const before = await textAt(workspace, order.start, path);
  const after = await textAt(workspace, order.staged, path);
  // A manifest that is new is a new package's own.
  if (before === after || (before === null && /(?:package\.json|Cargo\.toml)$/.test(path))) return null;
  const read = (text: string | null) => (text === null ? {} : readConfig(path, text));
  const [was, is] = [read(before), read(after)];
  // What can't be read before can't be compared; what can't be read any more would not run.
  if (was === null)
    return /\.[cm]?[jt]s$/.test(path) ? `${path} can't be read without running it: it is frozen` : null;
  if (is === null) return `${path} can't be read any more`;
  const changed = parts.filter((part) => {
    const [one, other] = [partOf(was, part), partOf(is, part)];
    return !isDeepStrictEqual(one, other) || !isKnown(one);
  });
  return changed.length === 0
    ? null
    : `${path}: its scripts and the settings of the tests are frozen (${changed.join(", ")})`;
}

/** What only running a file would tell may have changed with anything in it. */
const isKnown = (value: unknown): boolean =>
  value !== unknown &&
  (Array.isArray(value) ? value.every(isKnown) : !isRecord(value) || Object.values(value).every(isKnown));

/** "tool.pytest" is a part in a part; names with a colon are whole. */
function partOf(config: unknown, part: string): unknown {
  const found = part.includes(":") ? at(config, part) : at(config, ...part.split("."));
  return isRecord(found) ? { ...found } : found;
}
