/** What a template's files are told: the project's name as a package has it, and one sentence about it. */
export interface TemplateWords {
  name: string;
  description: string;
}

/** What npm and PyPI both take: small letters and digits, joined by single hyphens. */
const packageName = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** Names that npm or Node.js keep for themselves, or that would hide what a template imports. */
const taken = new Set([
  "node-modules",
  "favicon",
  "test",
  "app",
  "hono",
  "react",
  "vue",
  "vite",
  "vitest",
  "flask",
]);

/** Why a name can't be a project's, in words for people; null when it can. Up to 100 characters. */
export function nameProblem(name: string): string | null {
  if (name.length > 100) return `the name ${name.slice(0, 20)}… is longer than 100 characters`;
  if (!packageName.test(name))
    return `the name "${name}" is no package's: small letters, digits and single hyphens, a letter first`;
  return taken.has(name) ? `the name "${name}" belongs to another package` : null;
}

/** Letters that would end a string of JSON or TOML, begin a tag or break a line; a description does without them. */
const unsafe = /[\p{Cc}\p{Cs}\u2028\u2029"\\<>&`{}]+/gu;

/**
 * A template's files, path to text, with the project's name and description where they belong.
 * @throws RangeError naming what is wrong with the name
 */
export function fillTemplate(
  files: ReadonlyMap<string, string>,
  { name, description }: TemplateWords,
): Map<string, string> {
  const problem = nameProblem(name);
  if (problem !== null) throw new RangeError(problem);
  const plain = description.replace(unsafe, " ").replace(/\s+/g, " ").trim();
  const words: Record<string, string> = { name, description: plain };
  return new Map(
    Array.from(files, ([path, text]) => [
      path,
      // One pass, so that a word is never filled into another.
      text.replace(/\{\{(name|description)\}\}/g, (_, word: string) => words[word] ?? ""),
    ]),
  );
}
