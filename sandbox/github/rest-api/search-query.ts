import { z } from "zod";

export interface Search {
  words: string[];
  /** The repositories that are named. */
  named: string[];
  isSearched: (repository: string) => boolean;
  /** Whether a file's path is among those asked for. */
  fits: (path: string) => boolean;
}

const known = new Set(["repo", "org", "user", "path", "filename", "extension", "in"]);

const schema = z.strictObject({
  words: z.array(z.string()).min(1, "a search needs words"),
  scope: z.array(z.string()).min(1, "a search must name a repo, org or user"),
});

/** Words and `key:value` qualifiers, as the code search of the REST API has them. */
export function parseSearch(q: string): Search | { error: z.ZodError } {
  const terms = [...q.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => ({ quoted, bare }));
  const words: string[] = [];
  const qualifiers: { key: string; value: string }[] = [];
  for (const { quoted, bare = "" } of terms) {
    const [, key = "", value = ""] = /^([a-z]+):(.+)$/.exec(bare) ?? [];
    if (known.has(key)) qualifiers.push({ key, value });
    else words.push(quoted ?? bare);
  }
  const values = (...keys: string[]): string[] =>
    qualifiers.filter(({ key }) => keys.includes(key)).map(({ value }) => value);
  const owners = values("org", "user");
  const repositories = values("repo");
  const parsed = schema.safeParse({ words: words.filter(Boolean), scope: [...owners, ...repositories] });
  if (!parsed.success) return { error: parsed.error };
  return {
    words: parsed.data.words,
    named: repositories,
    isSearched: (name) => repositories.includes(name) || owners.includes(name.split("/")[0] ?? ""),
    fits: (path) =>
      values("path").every((start) => path.startsWith(start.replace(/^\//, ""))) &&
      values("filename").every((name) => path.split("/").at(-1) === name) &&
      values("extension").every((end) => path.endsWith(`.${end}`)),
  };
}
