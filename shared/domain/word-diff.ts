import { type Change, diffLines, diffWordsWithSpace } from "diff";
import { countWords } from "./blog-post.ts";

/** A piece of a text that has changed. `skipped` is what stayed as it was and is too long to be shown. */
export type Piece =
  | { kind: "same" | "gone" | "new"; text: string }
  | { kind: "skipped"; text: string; words: number };

/**
 * So many words that came or went are told one by one. Comparing texts that have nothing in common takes the square of them, and says little;
 * time is no measure, since a Worker's clock stands still while it reckons.
 */
const mostEdits = 2000;

/** How a text became another, word by word, or line by line where little stayed; what stayed is kept where it helps to find the place. */
export function wordDiff(before: string, after: string): Piece[] {
  const bounds = { maxEditLength: mostEdits };
  const changes = diffWordsWithSpace(before, after, bounds) ?? diffLines(before, after, bounds);
  if (changes === undefined)
    return pieces([
      { kind: "gone", text: before },
      { kind: "new", text: after },
    ]);
  return collapse(joined(changes));
}

/** How a list of lines became another: a line is there or it isn't, however much two lines look alike. */
export function lineDiff(before: string, after: string): Piece[] {
  const ended = (text: string): string => (text === "" ? "" : `${text}\n`);
  return diffLines(ended(before), ended(after)).map(({ value, added, removed }) => ({
    kind: added ? "new" : removed ? "gone" : "same",
    text: value,
  }));
}

type Run = Extract<Piece, { kind: "same" | "gone" | "new" }>;

/**
 * Changes with nothing but a space between them are one change: sentences that were written anew read as sentences, not
 * as a hail of words.
 */
export function joined(changes: readonly Pick<Change, "value" | "added" | "removed">[]): Run[] {
  const runs: Run[] = [];
  let gone = "";
  let fresh = "";
  const flush = (): void => {
    runs.push({ kind: "gone", text: gone }, { kind: "new", text: fresh });
    gone = "";
    fresh = "";
  };
  for (const [index, { value, added, removed }] of changes.entries()) {
    const isGap = /^[^\S\n]+$/.test(value) && index > 0 && index < changes.length - 1;
    if (added) fresh += value;
    else if (removed) gone += value;
    else if (isGap && gone !== "" && fresh !== "") {
      gone += value;
      fresh += value;
    } else {
      flush();
      runs.push({ kind: "same", text: value });
    }
  }
  flush();
  return pieces(runs);
}

function pieces(runs: readonly Run[]): Run[] {
  return runs.filter((run) => run.text !== "");
}

/** How many characters of what stayed are shown beside a change. */
const around = 160;

/** Leaves out the middle of what stayed as it was, at the ends all but what is beside a change. */
export function collapse(runs: readonly Run[]): Piece[] {
  return runs.flatMap((run, index): Piece[] => {
    if (run.kind !== "same") return [run];
    const head = index === 0 ? "" : upTo(run.text, around);
    const tail = index === runs.length - 1 ? "" : fromEnd(run.text, around);
    const middle = run.text.slice(head.length, run.text.length - tail.length);
    // A gap that hides little is more in the way than the words.
    if (head.length + tail.length >= run.text.length || middle.length < around) return [run];
    const skipped = { kind: "skipped" as const, text: middle, words: countWords(middle) };
    return [...pieces([{ kind: "same", text: head }]), skipped, ...pieces([{ kind: "same", text: tail }])];
  });
}

/** At most so many characters of the beginning, ending between words. */
function upTo(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  const space = cut.search(/\s\S*$/);
  return space <= 0 ? cut : cut.slice(0, space);
}

function fromEnd(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(-most);
  const space = cut.search(/\s/);
  return space === -1 ? cut : cut.slice(space + 1);
}
