import type { Rules } from "../../policy/rules.ts";
import type { BugReport } from "./report.ts";

/** Words that stand in any report or description, and tell nothing apart. */
const common: ReadonlySet<string> = new Set(
  "about after again also because been before being cannot code could does error errors exception fails failed from have into issue application project repository service system that their there these they this thrown undefined users value when where which will with without would your".split(
    " ",
  ),
);
const shortest = 4;

/** How much each word of a repository's name, packages or description is worth that a report says as well. */
export function describedBy(
  { title, text }: Pick<BugReport, "title" | "text">,
  repositories: Rules["repositories"],
): { repository: string; words: string[] }[] {
  const said = wordsOf(`${title}\n${text}`);
  const all = Object.entries(repositories).map(([repository, { description, packages }]) => ({
    repository,
    words: wordsOf([repository.slice(repository.indexOf("/") + 1), description, ...packages].join(" ")),
  }));
  return all
    .map(({ repository, words }) => ({
      repository,
      // What several are described by speaks for none of them.
      words: [...words].filter(
        (word) => said.has(word) && all.every((one) => one.repository === repository || !one.words.has(word)),
      ),
    }))
    .filter(({ words }) => words.length > 0);
}

function wordsOf(text: string): Set<string> {
  const words = text
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return new Set(words.filter((word) => word.length >= shortest && !common.has(word)));
}
