import type { Rules } from "../../policy/rules.ts";
import { repositoryName } from "../../domain/repository.ts";

const mark = /(?:^|\s)repo(?:sitory)?:\s?([^\s,;]+)/i;

/** The repository that somebody names as `repo:owner/name` among other words, and the words without that. */
export function namedRepository(text: string): { repository: string | null; rest: string } {
  const found = mark.exec(text);
  const named = repositoryName.safeParse(found?.[1]?.replace(/[.)]+$/, ""));
  if (found === null || !named.success) return { repository: null, rest: text };
  return { repository: named.data, rest: text.replace(found[0], "").trim() };
}

/** A repository as the rules spell it, whose name is the same in any case; null when they have none like it. */
export function knownRepository(repositories: Rules["repositories"], name: string): string | null {
  return Object.keys(repositories).find((one) => one.toLowerCase() === name.toLowerCase()) ?? null;
}
