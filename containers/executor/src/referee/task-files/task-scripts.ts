import type { Project } from "../project-facts.ts";
import { at, isRecord, readConfig } from "../runners/config-file.ts";
import type { Scripts } from "../called-scripts.ts";
import { justScripts } from "./justfile.ts";
import { makeScripts } from "./makefile.ts";
import { taskScripts } from "./taskfile.ts";
import { toxScripts } from "./tox.ts";

/** Files in which tools other than a package's manager have their scripts, in the order in which they are looked for. */
const files: readonly (readonly [RegExp, (text: string) => Scripts])[] = [
  [/^(?:GNUm|m|M)akefile$/, makeScripts],
  [/^\.?[jJ]ustfile$/, justScripts],
  [/^[tT]askfile(?:\.dist)?\.ya?ml$/, taskScripts],
  [/^tox\.ini$/, toxScripts],
  [/^pyproject\.toml$/, pyprojectScripts],
];

/** Whether a file at a project's root holds scripts of such a tool. */
export const isTaskFile = (path: string): boolean => files.some(([name]) => name.test(path));

/** All such scripts of a project, by what calls them: `make test`, `tox `. */
export function taskScriptsOf(project: Project): Scripts {
  const found = files.map(([name, read]): Scripts => {
    const path = project.files.find((each) => name.test(each));
    const text = path === undefined ? null : project.text(path);
    return text === null ? {} : read(text);
  });
  return Object.assign({}, ...found.toReversed());
}

/** How a project without a package.json is tested: the first of these that it has. */
export const testTasks: readonly string[] = [
  "make test",
  "just test",
  "task test",
  "make check",
  "make tests",
  "just tests",
  "tox ",
  "poe test",
  "pdm run test",
  "hatch run test",
];

const tools = /(?:^|[\s;&'"])(?:g?make|just|task|go-task)(?:[\s;&'"]|$)/;

/** Whether a file at a project's root is a tool's that says how the tests are run: its manifest or its command calls it, or nothing else does. */
export function decidesTests(project: Project, path: string, command: string | null): boolean {
  if (!isTaskFile(path) || /\.(?:toml|ini)$/.test(path)) return false;
  const script = project.manifest?.scripts["test"];
  if (script !== undefined || command !== null) return tools.test(`${script ?? ""} ${command ?? ""}`);
  const scripts = taskScriptsOf(project);
  return testTasks.some((name) => Object.hasOwn(scripts, name));
}

/** Scripts of Python's managers: https://poethepoet.natn.io, https://pdm-project.org, https://hatch.pypa.io */
function pyprojectScripts(text: string): Scripts {
  const config = readConfig("pyproject.toml", text);
  const scripts: Record<string, string> = {};
  for (const [call, ...names] of [
    ["poe", "poe", "tasks"],
    ["pdm run", "pdm", "scripts"],
    ["hatch run", "hatch", "envs", "default", "scripts"],
  ] as const) {
    const found = at(config, "tool", ...names);
    for (const [name, value] of Object.entries(isRecord(found) ? found : {})) {
      const script = isRecord(value) ? (value["cmd"] ?? value["shell"]) : value;
      const plain =
        typeof script === "string"
          ? script.replaceAll(/\{args(?::([^}]*))?\}/g, (_, without: string | undefined) => without ?? "")
          : null;
      if (plain !== null) scripts[`${call} ${name}`] = plain;
    }
  }
  return scripts;
}
