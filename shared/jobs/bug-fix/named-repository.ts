import { repositoryName } from "../../domain/repository.ts";

const mark = /(?:^|\s)repo(?:sitory)?:\s?([^\s,;]+)/i;

/** The repository that somebody names as `repo:owner/name` among other words, and the words without that. */
export function namedRepository(text: string): { repository: string | null; rest: string } {
  const found = mark.exec(text);
  const named = repositoryName.safeParse(found?.[1]?.replace(/[.)]+$/, ""));
  if (found === null || !named.success) return { repository: null, rest: text };
  return { repository: named.data, rest: text.replace(found[0], "").trim() };
}
