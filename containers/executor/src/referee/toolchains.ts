import { satisfies, validRange } from "semver";
import { z } from "zod";
import type { Bench } from "./suite.ts";
import type { Project } from "./project-facts.ts";
import { chooseInterpreter } from "./python/interpreter.ts";
import { inRange } from "./python/version-range.ts";
import { pythonFolder } from "./python/venv.ts";
import { type Language, wantedVersion } from "./wanted-versions.ts";

const titles: Readonly<Record<Language, string>> = {
  node: "Node",
  python: "Python",
  go: "Go",
  rust: "Rust",
};
const versionForm = z.string().regex(/^\d+(?:\.\d+)+/);

/** What a project wants another version of than this machine runs, a sentence each. What isn't there is told by what needs it. */
export async function toolchainNotes(
  bench: Pick<Bench, "hands" | "left" | "signal">,
  project: Project,
): Promise<string[]> {
  const notes: string[] = [];
  for (const language of ["node", "python", "go", "rust"] as const) {
    const folder = language === "python" ? (pythonFolder(project) ?? project.root) : project.root;
    const files = language === "python" && project.pythonIn !== null ? project.pythonFiles : project.files;
    const wanted = await wantedVersion(language, folder, files);
    if (wanted === null) continue;
    const program = language === "python" ? await chooseInterpreter(bench, folder, files) : language;
    const { output } = await bench.hands.run({
      argv: ["sh", "-c", asks[language], "sh", program],
      cwd: "/",
      timeoutMs: bench.left(),
      signal: bench.signal,
    });
    const version = versionForm.safeParse(/\d+\.\d+(?:\.\d+)?/.exec(output)?.[0]).data;
    if (version === undefined || fits(language, version, wanted.range)) continue;
    notes.push(`${wanted.file} wants ${titles[language]} ${wanted.text}, and it runs on ${version} here.`);
  }
  return notes;
}

const asks: Readonly<Record<Language, string>> = {
  node: "node --version",
  python: '"$1" --version',
  // Else it would go and get the one that is wanted.
  go: "GOTOOLCHAIN=local go env GOVERSION",
  rust: "rustc --version",
};

function fits(language: Language, version: string, range: string): boolean {
  if (language !== "node") return inRange(version, range);
  return validRange(range) === null || satisfies(version, range);
}
