import { type Piece, wordDiff } from "../domain/word-diff.ts";
import { fenced } from "./fenced.ts";

interface PostText {
  title: string;
  summary: string;
  tags: readonly string[];
  series: string | null;
  markdown: string;
}

/** How a post became another, as text: what is gone in [-these-], what is new in {+these+}, and of what stayed only what is beside it. */
export function postDifference(was: PostText, is: PostText): string {
  const heads = (
    [
      ["Title", was.title, is.title],
      ["Summary", was.summary, is.summary],
      ["Tags", was.tags.join(", "), is.tags.join(", ")],
      ["Series", was.series ?? "none", is.series ?? "none"],
    ] as const
  ).flatMap(([name, before, after]) => (before === after ? [] : [`${name}: ${marked(before, after)}`]));
  const text = was.markdown === is.markdown ? [] : [marked(was.markdown, is.markdown)];
  const all = [...heads, ...text];
  return all.length === 0 ? "Its words stay." : fenced(all.join("\n\n"));
}

function marked(before: string, after: string): string {
  return wordDiff(before, after).map(mark).join("").trim();
}

function mark(piece: Piece): string {
  switch (piece.kind) {
    case "same":
      return piece.text;
    case "gone":
      return `[-${piece.text}-]`;
    case "new":
      return `{+${piece.text}+}`;
    case "skipped":
      return `\n\n(… ${piece.words} words as they were …)\n\n`;
  }
}
