import type { Citation } from "../../../domain/delivery/citation.ts";
import { quoteFinder } from "../../../domain/find-quote.ts";
import type { Requirement, Story } from "../../../domain/delivery/requirement.ts";
import type { WrittenStory } from "../../../domain/delivery/written-story.ts";
import { cut } from "../../../platform/cut.ts";
import type { FoundRequirement } from "./ground-extracted.ts";

const longestSentence = 1000;
const mostCitations = 10;

/**
 * What a story by hand asks for: one thing, resting on its words and criteria. No model reads it, so that nothing of it is lost.
 * @param text its document's
 * @param asShown its words as a model may read them
 */
export function foundWritten(
  { title, narrative, criteria, priority, document: { id: document, version } }: WrittenStory,
  text: string,
  asShown: (words: string) => string,
): FoundRequirement {
  const find = quoteFinder(text);
  const citations = [narrative, ...criteria].flatMap((words): Citation[] => {
    const span = find(words);
    return span === null
      ? []
      : [{ document, version, ...span, quote: text.slice(span.from, span.to).slice(0, longestSentence) }];
  });
  const all = { document, version, from: 0, to: Math.min(text.length, longestSentence) };
  return {
    statement: cut(asShown(`${title}: ${narrative}`), longestSentence),
    priority,
    citations:
      citations.length > 0
        ? citations.slice(0, mostCitations)
        : [{ ...all, quote: text.slice(all.from, all.to) }],
  };
}

/** Stories by hand as a plan has them, to the word, each for what rests on its document; one that nothing rests on any more is none. */
export function storiesWritten(
  written: readonly WrittenStory[],
  requirements: readonly Requirement[],
  asShown: (words: string) => string,
): Story[] {
  return written.flatMap(({ id, title, narrative, priority, criteria, dependsOn, document }) => {
    const its = requirements.filter(
      ({ standing, citations }) =>
        standing !== "gone" && citations.some((one) => one.document === document.id),
    );
    return its.length === 0
      ? []
      : [
          {
            id,
            title: cut(asShown(title), 120),
            narrative: cut(asShown(narrative), longestSentence),
            priority,
            requirements: its.map((one) => one.id),
            criteria: criteria.map((one) => cut(asShown(one), longestSentence)),
            dependsOn,
          },
        ];
  });
}
