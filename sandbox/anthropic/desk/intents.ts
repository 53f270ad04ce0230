import { terms } from "./words.ts";

/** An intent as the prompt lists it. */
export interface Intent {
  name: string;
  /** What it is about, in plain words: its name, its meaning, how it is asked for. */
  terms: Set<string>;
}

/** The intents that a prompt lists, each on a line: `* blog_post: an article on a blog; asked for as "write a post"`. */
export function intentsIn(system: string): Intent[] {
  return Array.from(system.matchAll(/^\s*\* ([a-z_]+): (.+)$/gm), ([, name = "", words = ""]) => {
    const [meaning = "", cues = ""] = words.split("; asked for as ");
    // Each cue by itself: the end of one and the beginning of the next are no phrase.
    const texts = [name.replaceAll("_", " "), meaning, ...cues.split('"')];
    return { name, terms: new Set(texts.flatMap((text) => [...terms(text)])) };
  });
}

export interface Guess {
  intent: string;
  confidence: number;
}

/** So much has to be said for an intent before it is taken for one. */
const nothingSaid = 1.6;
/** Of two intents the one whose words fit better is meant: a little better is often enough. */
const sharpness = 1.4;
/** What stands in lists and behind "about" is what the text says, and only hints at what kind of text it is. */
const hint = 0.25;

/** Which intent a text's words fit best, and how much better than the rest: by counting words, without any understanding. */
export function guess(intents: readonly Intent[], text: string): Guess {
  const order = text
    .split("\n")
    .filter((line) => !/^\s*(?:[-•*]|\d+[.)]|[\w ]{1,20}:)\s/.test(line))
    .join("\n")
    .replaceAll(/\b(?:about|über)\b[^\n.;:]*/gi, "");
  const [said, hinted] = [terms(order), terms(text)];
  const rarity = (term: string): number => {
    const knowing = intents.filter((intent) => intent.terms.has(term)).length;
    return knowing === 0 ? 0 : Math.log((intents.length + 1) / knowing) * (term.includes(" ") ? 1.3 : 1);
  };
  const scores = intents.map((intent) => {
    const fitting = [...hinted].filter((term) => intent.terms.has(term));
    const score = fitting.reduce((sum, term) => sum + rarity(term) * (said.has(term) ? 1 : hint), 0);
    return { name: intent.name, score: score * sharpness };
  });
  const best = scores.toSorted((a, b) => b.score - a.score)[0];
  const all = scores.reduce((sum, { score }) => sum + Math.exp(score), Math.exp(nothingSaid));
  if (best === undefined || best.score < nothingSaid) return { intent: "other", confidence: 0.35 };
  return { intent: best.name, confidence: Math.round((Math.exp(best.score) / all) * 95) / 100 };
}
