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
    let piece = "";
    for (const [unit] of marked.matchAll(/<[^<>\n]+>|&(?:amp|lt|gt);|[^]/gu)) {
      // What is left behind a paragraph may be too long yet.
      while (piece !== "" && piece.length + unit.length > most) {
        const paragraph = piece.lastIndexOf("\n\n");
        const end = paragraph > 0 ? paragraph : piece.length;
        pieces.push(piece.slice(0, end));
        piece = piece.slice(end).replace(/^\n+/, "");
      }
      piece += unit;
    }
    return [...pieces, piece].filter((one) => one.trim() !== "").map((one) => new Mrkdwn(one));
  }
}

/**
 * Our own words in Slack's markup: mrkdwn`:x: ${who} said no: ${reason}`. The template is the markup; a text that stands
 * in it is on one line and marks up nothing, whoever it is from.
 */
export const mrkdwn = Mrkdwn.tag;

/** A text of many lines, which marks up nothing. */
export const lines = Mrkdwn.lines;

/** Words in pieces of a length at most, cut between paragraphs where it can be; no link or escaped character is cut in half. */
export const inPieces = Mrkdwn.pieces;

/** As Slack gets it. */
export function textOf(words: Mrkdwn): MarkedText {
  return markedText.parse(Mrkdwn.text(words));
}

/** Several words one behind the other, on lines of their own unless it is said otherwise. */
export function joined(words: readonly Mrkdwn[], between: Mrkdwn = mrkdwn`\n`): Mrkdwn {
  return words.reduce((all, one, at) => (at === 0 ? one : mrkdwn`${all}${between}${one}`), mrkdwn``);
}

/** The beginning of what is too long, with a sign where something is left out. */
export function cutMrkdwn(words: Mrkdwn, most: number): Mrkdwn {
  if (textOf(words).length <= most) return words;
  const [first = mrkdwn``] = inPieces(words, most - 1);
  return mrkdwn`${first}…`;
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
