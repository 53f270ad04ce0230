import { chmod, rm } from "node:fs/promises";
import { join } from "node:path";
import { AssignmentFailure } from "../assignment-failure.ts";
import { hasProgram, installStep } from "../install-step.ts";
import type { Project } from "../project-facts.ts";
import type { Bench } from "../suite.ts";
import { writeInside } from "../write-inside.ts";
import { chooseInterpreter } from "./interpreter.ts";
import { ensurePytest } from "./pytest-there.ts";
import { pythonNeeds, type PythonNeeds, type PythonTool } from "./python-needs.ts";
import { inRange } from "./version-range.ts";
import { pythonFolder, venv } from "./venv.ts";

interface Ground {
  bench: Bench;
  folder: string;
  needs: PythonNeeds;
  /** May what is installed run code of its own? Else only wheels are taken, and nothing of the project is built. */
  scripts: boolean;
  /** How pip is called. */
  pip: readonly [string, ...string[]];
}

/**
 * Makes a project's virtual environment, and fills it with what its tests need: by the tool whose lock file there is, where that tool
 * is there, else by pip, with the versions of the lock file.
 * @throws AssignmentFailure `repository`
 */
export async function installPython(
  bench: Bench,
  { project, usesPytest }: { project: Project; usesPytest: boolean },
  scripts: boolean,
): Promise<void> {
  const folder = pythonFolder(project);
  if (folder === null) return;
  const files = project.pythonFiles;
  const needs = await pythonNeeds(folder, files);
  const python = await chooseInterpreter(bench, folder, files);
  // A pip of its own takes long to unpack and to copy.
  const pip = (await hasPip(bench, folder))
    ? (["python3", "-m", "pip", "--python", `${venv}/bin/python`] as const)
    : ([`${venv}/bin/python`, "-m", "pip"] as const);
  await installStep(bench, {
    name: "a virtual environment",
    argv: [python, "-m", "venv", ...(pip[0] === "python3" ? ["--without-pip"] : []), venv],
    cwd: folder,
    offline: true,
    remedy: venvRemedy,
  });
  const ground: Ground = { bench, folder, needs, scripts, pip };
  const tool = await toolOf(ground);
  if (tool === null) await byPip(ground);
  else await byTool(ground, tool);
  if (!scripts && ground.needs.own !== null) await linkSource(ground, ground.needs.own.source);
  if (usesPytest) await ensurePytest(bench, folder);
}

/** Debian's Python comes without what makes virtual environments. */
const venvRemedy = {
  when: /ensurepip is not|No module named '?(?:venv|ensurepip)/,
  how: "install python3-venv on the executor's machine (the image has it)",
};

/** The tool that wrote the lock file, if it is there. */
async function toolOf({ bench, folder, needs }: Ground): Promise<PythonTool | null> {
  const tool = needs.lock?.tool;
  return tool === undefined || tool === "pipenv" || !(await hasProgram(bench, tool, folder)) ? null : tool;
}

async function byTool({ bench, folder, needs, scripts }: Ground, tool: PythonTool): Promise<void> {
  const extras = needs.own?.extras ?? [];
  const argvs = {
    uv: [
      "uv",
      "sync",
      "--locked",
      "--no-progress",
      ...extras.flatMap((name) => ["--extra", name]),
      ...needs.groups.flatMap((name) => ["--group", name]),
      ...(scripts ? [] : ["--no-build", "--no-install-workspace"]),
    ],
    poetry: [
      "poetry",
      "install",
      "--no-interaction",
      ...extras.flatMap((name) => ["--extras", name]),
      ...(scripts ? [] : ["--no-root"]),
    ],
    pdm: ["pdm", "sync", "--no-editable", "-d", ...(scripts ? [] : ["--no-self"])],
  } as const satisfies Record<PythonTool, readonly [string, ...string[]]>;
  await installStep(bench, {
    name: named("install the dependencies", scripts),
    argv: argvs[tool],
    cwd: folder,
    env: {
      VIRTUAL_ENV: join(folder, venv),
      UV_PYTHON_DOWNLOADS: "never",
      UV_LINK_MODE: "copy",
      POETRY_VIRTUALENVS_IN_PROJECT: "true",
      ...(scripts ? {} : { POETRY_INSTALLER_ONLY_BINARY: ":all:" }),
      PDM_IGNORE_SAVED_PYTHON: "1",
      ...anyVersion,
    },
  });
}

/** Is the machine's pip one that can install into another Python's environment? */
async function hasPip(bench: Bench, folder: string): Promise<boolean> {
  const { output } = await bench.hands.run({
    argv: ["python3", "-m", "pip", "--version"],
    cwd: folder,
    timeoutMs: bench.left(),
    signal: bench.signal,
  });
  const version = /^pip (\d+(?:\.\d+)*)/m.exec(output)?.[1];
  return version !== undefined && inRange(version, ">=22.3");
}

/** What asks git for a project's version finds no git here. */
const anyVersion = {
  SETUPTOOLS_SCM_PRETEND_VERSION: "99.0.0",
  PBR_VERSION: "99.0.0",
  PDM_BUILD_SCM_VERSION: "99.0.0",
  POETRY_DYNAMIC_VERSIONING_BYPASS: "99.0.0",
};

async function byPip(ground: Ground): Promise<void> {
  const { bench, folder, needs, scripts } = ground;
  const { files, hashed, requirements, own, lock } = needs;
  const tokens = bench.hands.hasTokens === true;
  if (!scripts && (needs.buildsInTree || (own !== null && own.dependencies === null)))
    throw new AssignmentFailure(
      "repository",
      "the dependencies can't be installed without running code of the project's",
    );
  const constraints =
    lock === null || lock.versions.length === 0 ? null : await keepConstraints(ground, lock.versions);
  try {
    const plain = files.filter((path) => !hashed.includes(path));
    const beforehand = scripts && !tokens ? [] : (own?.dependencies ?? []);
    const toBuild = scripts && tokens ? (own?.buildRequires ?? []) : [];
    const together = [...plain.flatMap((path) => ["-r", path]), ...requirements, ...beforehand, ...toBuild];
    const orders = [...hashed.map((path) => ["-r", path]), ...(together.length === 0 ? [] : [together])];
    for (const order of orders) await byPipOnce(ground, order, { constraints, wheels: !scripts || tokens });
    if (!scripts || own === null) return;
    const extras = own.extras.length === 0 ? "" : `[${own.extras.join(",")}]`;
    // Whatever builds the project sees no token, so all that it needs is there by then.
    const known = tokens && own.dependencies !== null ? ["--no-deps", "--no-build-isolation"] : [];
    // Compiled files would go on naming this tree in its copies.
    const order = [...known, "--no-compile", "-e", `.${extras}`];
    await byPipOnce(ground, order, { constraints, wheels: false });
  } finally {
    if (constraints !== null) await rm(join(folder, venv, constraintsFile), { force: true });
  }
}

const constraintsFile = "locked-versions.txt";

async function keepConstraints({ folder }: Ground, versions: readonly string[]): Promise<string> {
  const path = `${venv}/${constraintsFile}`;
  await writeInside(folder, path, `${versions.join("\n")}\n`);
  await chmod(join(folder, path), 0o644);
  return path;
}

async function byPipOnce(
  { bench, folder, needs, scripts, pip }: Ground,
  order: readonly string[],
  { constraints, wheels }: { constraints: string | null; /** Nothing is built. */ wheels: boolean },
): Promise<void> {
  await installStep(bench, {
    name: named(`install the dependencies${versionsFrom(needs)}`, scripts),
    argv: [
      ...pip,
      "install",
      "--no-input",
      "--progress-bar",
      "off",
      ...(wheels ? ["--only-binary", ":all:"] : []),
      ...(constraints === null ? [] : ["-c", constraints]),
      ...order,
    ],
    cwd: folder,
    env: anyVersion,
    // Where nothing is built no code but pip's own runs.
    signedIn: wheels,
    remedy: { when: /No module named '?pip\b/, how: "install python3-pip on the executor's machine" },
  });
}

function versionsFrom({ lock, hashed, files }: PythonNeeds): string {
  if (lock === null)
    return hashed.length > 0 && hashed.length === files.length ? "" : " (there is no lock file)";
  return lock.tool === "pipenv"
    ? ""
    : ` (${lock.tool} isn't there: by pip, with the versions of ${lock.file})`;
}

const named = (name: string, scripts: boolean): string =>
  `${name}${scripts ? "" : ", without their scripts"}`;

/** The project's own code where its tests import it from, without building anything: a line that Python reads when it starts. */
async function linkSource({ bench, folder }: Ground, source: "src" | "."): Promise<void> {
  await installStep(bench, {
    name: "the project's own code, as it lies there",
    argv: ["sh", "-c", linkScript, source],
    shown: `echo ${source} > own-code.pth`,
    cwd: folder,
    offline: true,
  });
}

/** From site-packages: `.venv/lib/python3.x/site-packages`. */
const linkScript = `for site in ${venv}/lib/python3.*/site-packages; do echo "../../../../$0" > "$site/own-code.pth"; done`;
