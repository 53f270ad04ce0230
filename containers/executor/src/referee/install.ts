import { installJavaScript } from "./install-javascript.ts";
import { installStep } from "./install-step.ts";
import { installFolder, type Project } from "./project-facts.ts";
import { installPython } from "./python/install-python.ts";
import { readInside } from "./read-inside.ts";
import type { Bench } from "./suite.ts";
import type { Testing } from "./testing.ts";

/**
 * Installs what a project depends on, exactly as its lock file says where there is one, with or without the scripts that
 * packages run when they are installed. Throws AssignmentFailure `repository`.
 */
export async function install(
  bench: Bench,
  { project, testing }: { project: Project; testing: Testing },
  scripts: boolean,
): Promise<void> {
  const language = languageOf(testing);
  const { files, root } = project;
  if (language !== "go" && language !== "rust" && dependsOnPackages(project))
    await installJavaScript(bench, project, scripts);
  if (language === "python" || language === null)
    await installPython(bench, { project, usesPytest: usesPytest(testing) }, scripts);
  // Tests run without a network: what they need of it comes before.
  if (
    (language === "go" || language === null) &&
    files.includes("go.sum") &&
    !files.includes("vendor/modules.txt")
  )
    await installStep(bench, {
      name: "install the dependencies",
      argv: ["go", "mod", "download"],
      cwd: root,
      signedIn: true,
    });
  if ((language === "rust" || language === null) && files.includes("Cargo.toml")) {
    const locked = files.includes("Cargo.lock");
    await installStep(bench, {
      name: `install the dependencies${locked ? "" : " (there is no lock file)"}`,
      argv: ["cargo", "fetch", ...(locked ? ["--locked"] : [])],
      cwd: root,
      signedIn: true,
    });
  }
}

/** May it make a difference whether scripts run when the dependencies are installed? */
export async function hasInstallScripts({
  project,
  testing,
}: {
  project: Project;
  testing: Testing;
}): Promise<boolean> {
  const language = languageOf(testing);
  if ((language === "python" || language === null) && project.pythonIn !== null) return true;
  const { manifest, lockFile, manager } = project;
  if (manifest === null || !dependsOnPackages(project)) return false;
  if (["preinstall", "install", "postinstall", "prepare"].some((name) => name in manifest.scripts))
    return true;
  if (manager !== "npm" || lockFile === null) return true;
  return /"hasInstallScript":\s*true/.test((await readInside(installFolder(project), lockFile)) ?? "");
}

/** The language whose tests are run; null: a command may run any. */
function languageOf(testing: Testing): "javascript" | "python" | "go" | "rust" | null {
  if (testing.kind === "command") return null;
  const { program } = testing.runner;
  if (/pytest|python|unittest/.test(program)) return "python";
  return program === "go" ? "go" : program === "cargo" ? "rust" : "javascript";
}

const usesPytest = (testing: Testing): boolean =>
  testing.kind === "runner" ? testing.runner.program === "pytest" : /\bpytest\b/.test(testing.command);

/** A workspace's package has what the others have, and their links. */
const dependsOnPackages = ({ manifest, prefix, installedIn }: Project): boolean =>
  manifest !== null &&
  (prefix !== installedIn ||
    Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).length > 0);
