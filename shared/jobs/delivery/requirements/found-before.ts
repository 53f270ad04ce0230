import type { Requirements } from "../../../domain/delivery/requirement.ts";
import type { Found } from "./ground-extracted.ts";

/**
 * What stands as it was found before, when some documents are read anew: all that other documents ask for, with the words there. What only
 * the changed ones ask for has to be found in them again.
 * @param changed ids of the documents that are read anew
 */
export function foundBefore(before: Requirements | null, changed: readonly string[]): Found {
  const elsewhere = <C extends { document: string }>(citations: readonly C[]): C[] =>
    citations.filter(({ document }) => !changed.includes(document));
  return {
    requirements: (before?.requirements ?? [])
      .filter(({ standing }) => standing !== "gone")
      .map(({ statement, priority, citations }) => ({ statement, priority, citations: elsewhere(citations) }))
      .filter(({ citations }) => citations.length > 0),
    questions: (before?.questions ?? [])
      .filter(
        ({ kind, citations }) =>
          kind !== "conflict" && (citations.length === 0 || elsewhere(citations).length > 0),
      )
      .map(({ kind, question, citations }) => ({ kind, question, citations: elsewhere(citations) })),
    refused: [],
  };
}
