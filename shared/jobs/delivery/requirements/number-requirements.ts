import type { OpenQuestion, Requirement } from "../../../domain/delivery/requirement.ts";
import type { Found, FoundQuestion, FoundRequirement } from "./ground-extracted.ts";

/** What had ids before, and the highest that was ever given. */
export interface Numbered {
  requirements: readonly Requirement[];
  questions: readonly OpenQuestion[];
}

export const nothingBefore: Numbered = { requirements: [], questions: [] };

/**
 * Gives what was found its ids. What was there before keeps its own, in its new words and with its new citations, and what nobody asks
 * for any more stays as gone: no id is ever another's. The same sentence is the same requirement; so is, of those from before that no
 * sentence found says, one that rests on the very same words, the likest first.
 * @param stays ids of those from before that keep their words, and stand whether they are found again or not
 */
export function numberRequirements(
  found: readonly Found[],
  before: Numbered = nothingBefore,
  stays: ReadonlySet<string> = new Set(),
): { requirements: Requirement[]; questions: OpenQuestion[] } {
  const result = new Map<string, Requirement>();
  let last = highest(before.requirements);
  const all = found.flatMap((each) => each.requirements);
  // One sentence of a document may ask for two things: what is worded anew takes no id of what is found as it was.
  const said = new Set(all.flatMap((one) => before.requirements.find((other) => says(one, other))?.id ?? []));
  for (const one of all) {
    const now = [...result.values()].find((other) => says(one, other));
    if (now !== undefined) {
      result.set(now.id, { ...now, citations: merged(now.citations, one.citations) });
      continue;
    }
    const free = before.requirements.filter(({ id }) => !result.has(id));
    const known =
      free.find((other) => says(one, other)) ??
      likest(
        one,
        free.filter(({ id }) => !said.has(id)),
      );
    if (known !== undefined && stays.has(known.id)) {
      result.set(known.id, { ...known, citations: merged(known.citations, one.citations) });
      continue;
    }
    const id = known?.id ?? `R${++last}`;
    const standing = known === undefined || known.standing === "gone" ? "new" : known.standing;
    result.set(id, { id, standing, ...one });
  }
  for (const one of before.requirements)
    if (stays.has(one.id) && !result.has(one.id)) result.set(one.id, one);
  const gone = before.requirements
    .filter(({ id }) => !result.has(id))
    .map((one) => ({ ...one, standing: "gone" as const }));
  return {
    requirements: [...result.values(), ...gone].toSorted((a, b) => numberOf(a) - numberOf(b)),
    questions: numberQuestions(
      found.flatMap((each) => each.questions),
      before.questions,
    ),
  };
}

/** Questions with their ids; the same words are the same question. */
export function numberQuestions(
  found: readonly FoundQuestion[],
  before: readonly OpenQuestion[],
): OpenQuestion[] {
  const result = new Map<string, OpenQuestion>();
  let last = highest(before);
  for (const one of found) {
    const known = [...result.values(), ...before].find(
      ({ question }) => plain(question) === plain(one.question),
    );
    const id = known?.id ?? `Q${++last}`;
    result.set(id, { id, ...one });
  }
  return [...result.values()];
}

function says(one: FoundRequirement, other: FoundRequirement): boolean {
  return plain(one.statement) === plain(other.statement);
}

function restsOn(one: FoundRequirement, other: FoundRequirement): boolean {
  return one.citations.some((here) =>
    other.citations.some(
      (there) => here.document === there.document && plain(here.quote) === plain(there.quote),
    ),
  );
}

/** Of those that rest on the same words, the one that is worded most alike. */
function likest(one: FoundRequirement, others: readonly Requirement[]): Requirement | undefined {
  const words = new Set(plain(one.statement).split(" "));
  const alike = ({ statement }: Requirement): number => {
    const its = new Set(plain(statement).split(" "));
    const both = [...its].filter((word) => words.has(word)).length;
    return both / (words.size + its.size - both);
  };
  return others
    .filter((other) => restsOn(one, other))
    .reduce<Requirement | undefined>(
      (best, other) => (best === undefined || alike(other) > alike(best) ? other : best),
      undefined,
    );
}

function merged(before: Requirement["citations"], more: Requirement["citations"]): Requirement["citations"] {
  const key = ({ document, version, from, to }: Requirement["citations"][number]): string =>
    `${document} ${version} ${from} ${to}`;
  return [...new Map([...before, ...more].map((one) => [key(one), one])).values()].slice(0, 20);
}

function highest(all: readonly { id: string }[]): number {
  return Math.max(0, ...all.map(numberOf));
}

function numberOf({ id }: { id: string }): number {
  return Number(id.slice(1));
}

function plain(words: string): string {
  return words
    .toLowerCase()
    .replaceAll(/[\s\p{P}]+/gu, " ")
    .trim();
}
