import { z } from "zod";
import { readInside } from "./read-inside.ts";

export type Language = "node" | "python" | "go" | "rust";

/** A version of a language that a project asks for. */
interface Wanted {
  /** As its own tools write ranges: ">=18", "==3.11.*". */
  range: string;
  /** As it stands in the project: "18". */
  text: string;
  /** The file that asks for it. */
  file: string;
}

const manifestSchema = z.looseObject({
  engines: z.looseObject({ node: z.string().optional() }).optional(),
});

interface Place {
  file: string;
  find: (text: string) => string | null;
  range: (text: string) => string;
}

const match =
  (pattern: RegExp) =>
  (text: string): string | null =>
    pattern.exec(text)?.[1]?.trim() ?? null;
const asIs = (text: string): string => text;
const onlyPython = (text: string): string => `==${text.replace(/^(\d+(?:\.\d+)?)(?:\.\d+)?.*$/, "$1")}.*`;
const tool = (names: string): Place["find"] => match(new RegExp(`^(?:${names})[ \\t]+([^\\s#]+)`, "m"));

/** Where a version is asked for, the file that says it most exactly first. */
const places: Readonly<Record<Language, readonly Place[]>> = {
  node: [
    { file: ".nvmrc", find: match(/^v?(\d+(?:\.\d+)*)\s*$/m), range: asIs },
    { file: ".node-version", find: match(/^v?(\d+(?:\.\d+)*)\s*$/m), range: asIs },
    { file: ".tool-versions", find: tool("nodejs|node"), range: asIs },
    { file: "package.json", find: nodeEngine, range: asIs },
  ],
  python: [
    { file: ".python-version", find: match(/^(\d+\.\d+(?:\.\d+)?)\s*$/m), range: onlyPython },
    { file: ".tool-versions", find: tool("python"), range: onlyPython },
    { file: "pyproject.toml", find: match(/^requires-python\s*=\s*["']([^"']+)["']/m), range: asIs },
    { file: "pyproject.toml", find: match(/^python\s*=\s*["']([^"']+)["']/m), range: asIs },
    { file: "setup.cfg", find: match(/^python_requires\s*=\s*(.+)$/m), range: asIs },
    { file: "setup.py", find: match(/python_requires\s*=\s*["']([^"']+)["']/), range: asIs },
  ],
  go: [
    { file: "go.mod", find: match(/^go\s+(\d+(?:\.\d+)*)/m), range: (text) => `>=${text}` },
    { file: ".tool-versions", find: tool("golang|go"), range: (text) => `>=${text}` },
  ],
  rust: [
    {
      file: "rust-toolchain.toml",
      find: match(/^channel\s*=\s*"(\d+(?:\.\d+)*)"/m),
      range: (text) => `==${text}.*`,
    },
    {
      file: "Cargo.toml",
      find: match(/^rust-version\s*=\s*"(\d+(?:\.\d+)*)"/m),
      range: (text) => `>=${text}`,
    },
  ],
};

/** The version that a project's files ask for; null: they don't care. */
export async function wantedVersion(
  language: Language,
  folder: string,
  files: readonly string[],
): Promise<Wanted | null> {
  for (const { file, find, range } of places[language]) {
    const text = files.includes(file) ? find((await readInside(folder, file)) ?? "") : null;
    if (text !== null && text !== "") return { range: range(text), text, file };
  }
  return null;
}

function nodeEngine(text: string): string | null {
  try {
    return manifestSchema.safeParse(JSON.parse(text)).data?.engines?.node ?? null;
  } catch (error) {
    // A broken manifest is told by what has to read it.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
