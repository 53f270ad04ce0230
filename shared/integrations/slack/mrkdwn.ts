import { z } from "zod";
import { visible, visibleLine } from "../../platform/visible.ts";

/** What may stand in our own markup: a text stays a text, and only what is marked already keeps its marks. */
type Said = string | number | Mrkdwn;

/** Text in Slack's markup on its way out: only `textOf` makes it, or the reading of a payload that was recorded. */
export const markedText = z.string().brand<"mrkdwn">();
export type MarkedText = z.infer<typeof markedText>;

/**
 * Words in Slack's markup, which is ours alone: everything from outside was escaped on its way in. It is made by the
 * functions of this file. A plain object, so that it comes out of a durable step as it went in.
 */
export class Mrkdwn {
  private readonly marked: string;

  private constructor(marked: string) {
    this.marked = marked;
  }

  static tag(this: void, own: TemplateStringsArray, ...said: Said[]): Mrkdwn {
    return new Mrkdwn(own.reduce((text, part, at) => `${text}${escaped(said[at - 1] ?? "")}${part}`));
  }

  static lines(this: void, text: string): Mrkdwn {
    return new Mrkdwn(visible(text).split("\n").map(escaped).join("\n"));
  }

  static text(this: void, { marked }: Mrkdwn): string {
    return marked;
  }

  static pieces(this: void, { marked }: Mrkdwn, most: number): Mrkdwn[] {
    const pieces: string[] = [];
    let rest = marked.replaceAll(marks, (mark) => (mark.length > most ? "…" : mark));
    while (rest.length > most) {
      const { piece, left } = divide(rest, most);
      pieces.push(piece);
      rest = left;
    }
    return [...pieces, rest].filter((one) => /[^`\s]/.test(one)).map((one) => new Mrkdwn(one));
  }
}

/**
 * Our own words in Slack's markup: mrkdwn`:x: ${who} said no: ${reason}`. The template is the markup; a text that stands
 * in it is on one line and marks up nothing, whoever it is from.
 */
export const mrkdwn = Mrkdwn.tag;

/** A text of many lines, which marks up nothing. */
export const lines = Mrkdwn.lines;

/**
 * Words in pieces of a length at most, cut between paragraphs where it can be, else between lines, else between words. No link
 * or escaped character is cut in half, and a block of code that is ends in its piece and goes on in the next.
 */
export const inPieces = Mrkdwn.pieces;

/** As Slack gets it. */
export function textOf(words: Mrkdwn): MarkedText {
  return markedText.parse(Mrkdwn.text(words));
}

/** Several words one behind the other, on lines of their own unless it is said otherwise. */
export function joined(words: readonly Mrkdwn[], between: Mrkdwn = mrkdwn`\n`): Mrkdwn {
  return words.reduce((all, one, at) => (at === 0 ? one : mrkdwn`${all}${between}${one}`), mrkdwn``);
}

/** The beginning of what is too long, with a sign where something is left out, and where the rest is if there is room to say so. */
export function cutMrkdwn(words: Mrkdwn, most: number, rest: Mrkdwn = mrkdwn``): Mrkdwn {
  if (textOf(words).length <= most) return words;
  const sign = mrkdwn`…${rest}`;
  const end = textOf(sign).length > most / 2 ? mrkdwn`…` : sign;
  const [first = mrkdwn``] = inPieces(words, most - textOf(end).length - 1);
  return textOf(first).endsWith(fence) ? mrkdwn`${first}\n${end}` : mrkdwn`${first}${end}`;
}

/** A text in code's letters; no backtick of its own ends it. */
export function code(text: string): Mrkdwn {
  return text.trim() === "" ? mrkdwn`` : mrkdwn`\`${text.replaceAll("`", "'")}\``;
}

/** Somebody's words as a quotation on lines of its own, begun with a line break. */
export function quote(words: string | null): Mrkdwn {
  if (words === null || words === "") return mrkdwn``;
  return joined([
    mrkdwn``,
    ...visible(words)
      .split("\n")
      .map((line) => mrkdwn`> ${line}`),
  ]);
}

/** A moment in the reader's own zone. */
export function slackTime(at: number): Mrkdwn {
  return mrkdwn`<!date^${Math.floor(at / 1000)}^{date_short_pretty} at {time_secs}|${new Date(at).toISOString()}>`;
}

/** Escapes what Slack reads as the beginning of markup (api.slack.com/reference/surfaces/formatting). */
function escaped(said: Said): string {
  if (typeof said === "object") return Mrkdwn.text(said);
  return visibleLine(String(said)).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** What begins a block of code, and ends it. */
const fence = "```";
/** What is not cut in half: a link, a mention, an escaped character. */
const marks = /<[^<>\n]+>|&(?:amp|lt|gt);/g;
const units = new RegExp(`${marks.source}|[^]`, "gu");

/** A piece of a text, at most so long, and what is left. */
function divide(text: string, most: number): { piece: string; left: string } {
  const end = endOf(text, most);
  const head = text.slice(0, end);
  if (head.split(fence).length % 2 === 1)
    return { piece: head, left: text.slice(end).replace(/^[ \n]+/, "") };
  // It ends within a block of code: before that, unless nearly all of it is one.
  const before = head.lastIndexOf(fence);
  if (before >= most / 3) return { piece: text.slice(0, before), left: text.slice(before) };
  const inside = endOf(text, most - fence.length - 1);
  const begun = `${fence}\n`;
  if (inside <= before + begun.length) return { piece: text.slice(0, inside), left: text.slice(inside) };
  const left = text.slice(inside).replace(/^\n/, "");
  return { piece: `${text.slice(0, inside)}\n${fence}`, left: `${begun}${left}` };
}

/** Where a text is best cut that may be so long. */
function endOf(text: string, most: number): number {
  const starts = new Set<number>();
  let last = 0;
  for (const { 0: unit, index } of text.matchAll(units)) {
    if (index + unit.length > most) {
      last = index;
      break;
    }
    starts.add(index);
  }
  const end = Math.max(last, 1);
  for (const place of ["\n\n", "\n", " "]) {
    const at = text.lastIndexOf(place, end);
    if (at >= end / 2 && (at === end || starts.has(at))) return at;
  }
  return end;
}
