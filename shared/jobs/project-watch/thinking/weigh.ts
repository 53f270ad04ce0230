import type { Importance, Thought, WatchFact } from "../../../domain/watch/thought.ts";
import { settlePlaces } from "../../../quarantine/places.ts";
import type { Told } from "./thinking-prompt.ts";
import type { Classified } from "./thought.ts";

/** What of a signal decides whether more thinking is needed. */
export interface Weighed {
  ref: string;
  id: string;
  item: string;
  importance: Importance;
  /** Who speaks, in lower case. */
  by: string;
}

const nowhere = {
  links: new Set<string>(),
  prefixes: [],
  addresses: new Set<string>(),
  hosts: new Set<string>(),
};

/** What is kept of each signal: what the model thought, or, where it said nothing, what its facts tell. */
export function thoughtsOf(
  told: readonly Told[],
  thoughts: Classified["thoughts"],
): { id: string; facts: WatchFact[]; thought: Thought; weight: Weighed }[] {
  return told.map(({ reading, facts }) => {
    const said = thoughts.find(({ signal }) => signal === reading.ref);
    const thought: Thought = {
      importance: said?.importance ?? (facts.length === 0 ? "noise" : "routine"),
      category: said?.category ?? facts[0]?.category ?? "other",
      why: settlePlaces(said?.why ?? "nothing was said of it", nowhere)
        .text.replaceAll(/\s+/g, " ")
        .slice(0, 400),
    };
    const { ref, id, signal, author } = reading;
    const weight = { ref, id, item: signal.item, importance: thought.importance, by: author.toLowerCase() };
    return { id, facts: [...facts], thought, weight };
  });
}
