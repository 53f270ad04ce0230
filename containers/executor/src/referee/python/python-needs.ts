import { parse } from "smol-toml";
import { z } from "zod";
import { AssignmentFailure } from "../assignment-failure.ts";
import { readInside } from "../read-inside.ts";
import { lockedVersions, pipfileRequirements } from "./lock-versions.ts";
import { forTests, groupRequirements, poetryRequirements, requirementFiles } from "./requirements.ts";
import { toxNeeds } from "./tox-needs.ts";

export type PythonTool = "uv" | "poetry" | "pdm";

/** What a Python project's tests need, read from its files. */
export interface PythonNeeds {
  /** Files for `pip install -r`. */
  files: string[];
  /** The files whose every line has a hash: pip takes them only by themselves. */
  hashed: string[];
  /** What groups hold, and what only other tools than pip would read. */
  requirements: string[];
  /** The project itself, when it is one that can be installed. */
  own: {
    extras: string[];
    dependencies: string[] | null;
    buildRequires: string[];
    source: "src" | ".";
  } | null;
  groups: string[];
  /** The lock file, whose it is, and the versions in it; null: there is none. */
  lock: { file: string; tool: PythonTool | "pipenv"; versions: string[] } | null;
  /** Something in the files builds what lies in the tree. */
  buildsInTree: boolean;
}

const tables = z.record(z.string(), z.unknown()).default({});
const pyprojectSchema = z.looseObject({
  project: z
    .looseObject({ dependencies: z.array(z.string()).default([]), "optional-dependencies": tables })
    .optional(),
  "build-system": z.looseObject({ requires: z.array(z.string()).default([]) }).optional(),
  "dependency-groups": tables,
  tool: z
    .looseObject({
      poetry: z
        .looseObject({
          "package-mode": z.boolean().default(true),
          dependencies: tables,
          "dev-dependencies": tables,
          group: z.record(z.string(), z.looseObject({ dependencies: tables })).default({}),
          extras: tables,
        })
        .optional(),
      pdm: z.looseObject({ "dev-dependencies": tables }).optional(),
      uv: z
        .looseObject({ "dev-dependencies": z.array(z.string()).default([]), package: z.boolean().optional() })
        .optional(),
    })
    .default({}),
});
type Pyproject = z.infer<typeof pyprojectSchema>;

const lockFiles = [
  ["uv.lock", "uv"],
  ["poetry.lock", "poetry"],
  ["pdm.lock", "pdm"],
  ["Pipfile.lock", "pipenv"],
] as const;

/** Does a folder with these files say what to install for Python? */
export function namesPythonNeeds(files: readonly string[], pyproject: string, toxIni = ""): boolean {
  const tox = toxNeeds(toxIni);
  return (
    tox.requirements.length + tox.files.length > 0 ||
    requirementFiles(files).length > 0 ||
    ["setup.py", "Pipfile", ...lockFiles.map(([name]) => name)].some((name) => files.includes(name)) ||
    /^\s*\[(?:project|build-system|dependency-groups|tool\.poetry)\]/m.test(pyproject)
  );
}

/**
 * Reads what a Python project needs, from its files as they lie there.
 * @throws AssignmentFailure `repository` where one of them can't be read
 */
export async function pythonNeeds(folder: string, files: readonly string[]): Promise<PythonNeeds> {
  const read = async (path: string): Promise<string> =>
    files.includes(path) ? ((await readInside(folder, path)) ?? "") : "";
  const setup = `${await read("setup.py")}\n${await read("setup.cfg")}`;
  const project = inFile("pyproject.toml", await read("pyproject.toml"), (text) =>
    pyprojectSchema.parse(parse(text)),
  );
  const tox = toxNeeds(await read("tox.ini"));
  const toxFiles = tox.files.filter((path) => files.includes(path));
  const listed = [...new Set([...requirementFiles(files), ...toxFiles])];
  const texts = await Promise.all(listed.map(read));
  const lock = lockFiles.find(([name]) => files.includes(name));
  const locked = lock === undefined ? "" : await read(lock[0]);
  const pipenv = lock?.[1] === "pipenv" ? inFile(lock[0], locked, pipfileRequirements) : null;
  const pipfile = inFile("Pipfile", pipenv === null ? await read("Pipfile") : "", pipfileNeeds);
  const groups = project["dependency-groups"];
  const poetry = project.tool.poetry;
  const named = forTests(Object.keys(groups));
  const older = poetry?.["dev-dependencies"] ?? {};
  const poetryGroups = new Map([
    ["dev", older],
    ...Object.entries(poetry?.group ?? {}).map(([name, group]) => [name, group.dependencies] as const),
  ]);
  return {
    files: listed,
    hashed: listed.filter((_, index) => /--hash[= ]/.test(texts[index] ?? "")),
    requirements: [
      ...named.flatMap((name) => groupRequirements(groups, name)),
      ...forTests([...poetryGroups.keys()]).flatMap((name) =>
        poetryRequirements(poetryGroups.get(name) ?? {}),
      ),
      ...(poetry?.["package-mode"] === false ? poetryRequirements(poetry.dependencies) : []),
      ...pdmGroups(project),
      ...(project.tool.uv?.["dev-dependencies"] ?? []),
      ...(pipenv ?? pipfile),
      ...tox.requirements,
    ],
    own: ownOf(project, setup, files),
    groups: named,
    lock:
      lock === undefined
        ? null
        : {
            file: lock[0],
            tool: lock[1],
            versions: pipenv === null ? inFile(lock[0], locked, lockedVersions) : [],
          },
    buildsInTree: texts.some((text) => /^\s*(?:-e\b|--editable\b|\.)/m.test(text)),
  };
}

const setupExtra = /["']?\b(tests?|testing|dev|develop)\b["']?\s*[:=]/g;

function ownOf(project: Pyproject, setup: string, files: readonly string[]): PythonNeeds["own"] {
  const poetry = project.tool.poetry;
  const built = project["build-system"] !== undefined || files.includes("setup.py");
  const isPackage =
    poetry?.["package-mode"] !== false &&
    project.tool.uv?.package !== false &&
    (built || (project.project !== undefined && !files.includes("uv.lock")));
  if (!isPackage) return null;
  const optional = { ...poetry?.extras, ...project.project?.["optional-dependencies"] };
  const inSetup = /extras_require/.test(setup)
    ? [...setup.matchAll(setupExtra)].map(([, name = ""]) => name)
    : [];
  const extras = forTests([...new Set([...Object.keys(optional), ...inSetup])]);
  const listed = project.project?.["optional-dependencies"] ?? {};
  const dependencies =
    poetry !== undefined && project.project === undefined
      ? poetryRequirements(poetry.dependencies)
      : project.project === undefined
        ? null
        : [...project.project.dependencies, ...extras.flatMap((name) => groupRequirements(listed, name))];
  const source = files.some((path) => path.startsWith("src/") && path.endsWith(".py")) ? "src" : ".";
  const buildRequires = project["build-system"]?.requires ?? ["setuptools", "wheel"];
  return { extras, dependencies, buildRequires, source };
}

function pdmGroups(project: Pyproject): string[] {
  const groups = project.tool.pdm?.["dev-dependencies"] ?? {};
  return forTests(Object.keys(groups)).flatMap((name) => groupRequirements(groups, name));
}

function pipfileNeeds(text: string): string[] {
  const { packages, "dev-packages": dev } = z
    .looseObject({ packages: tables, "dev-packages": tables })
    .parse(text === "" ? {} : parse(text));
  return poetryRequirements({ ...dev, ...packages });
}

function inFile<T>(file: string, text: string, read: (text: string) => T): T {
  try {
    return read(text);
  } catch (error) {
    const why = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new AssignmentFailure("repository", `${file} can't be read: ${why}`, { cause: error });
  }
}
