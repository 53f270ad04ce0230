import { Parser } from "htmlparser2";
import { type Shown, hiddenSelectors, shownAs } from "./hidden-styles.ts";

export interface HtmlText {
  text: string;
  /** What a reader of the mail would not have seen. */
  hidden: string;
}

const unread = new Set([
  "script",
  "style",
  "head",
  "title",
  "template",
  "noscript",
  "object",
  "iframe",
  "svg",
]);
const void_ = new Set(["br", "hr", "img", "input", "meta", "link", "area", "base", "col", "wbr", "source"]);
const blocks = new Set(
  "address article aside blockquote button caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header label legend li main nav ol option p pre section summary table td textarea th tr ul".split(
    " ",
  ),
);
/** How mail programs mark what a reply quotes. */
const quotes =
  /\b(?:gmail_quote|gmail_attr|yahoo_quoted|moz-cite-prefix|protonmail_quote)\b|^(?:divRplyFwdMsg|appendonsend)$/i;

/** The line that stands where a quoted history begins. */
export const quoteMark = "-----Original Message-----";

/** Whether words are markup rather than plain text. */
export function isHtml(words: string): boolean {
  return /<(?:!doctype|!--|\/?(?:html|body|div|p|br|span|table|td|a|img|font|ul|ol|li|b|i|em|strong|h[1-6]|script|style|blockquote|input|center|pre|meta)\b)/i.test(
    words,
  );
}

/**
 * What a person sees of HTML, as plain text, and apart from it what they don't see.
 * @param isMail whether what it quotes is what the mail before says; on other pages a quotation is a part of the text
 */
export function htmlText(html: string, isMail = true): HtmlText {
  const reader = new Reader(hiddenSelectors(styleSheets(html)), isMail);
  const parser = new Parser({
    onopentag: (tag, attributes) => reader.open(tag, attributes),
    onclosetag: (tag) => reader.close(tag),
    ontext: (words) => reader.say(words),
    oncomment: (words) => reader.hide(words),
  });
  parser.write(html);
  parser.end();
  return reader.result();
}

function styleSheets(html: string): string {
  return Array.from(html.matchAll(/<style\b[^>]*>([^<]*)/gi), ([, css = ""]) => css).join("\n");
}

class Reader {
  readonly #sheet: ReadonlySet<string>;
  readonly #stack: (Shown & {
    tag: string;
    unread: boolean;
    quoted: boolean;
    href: string | null;
    from: number;
  })[] = [];
  #text = "";
  #hidden = "";

  readonly #isMail: boolean;

  constructor(sheet: ReadonlySet<string>, isMail: boolean) {
    this.#sheet = sheet;
    this.#isMail = isMail;
  }

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    const around = this.#stack.at(-1) ?? { hidden: false, background: null, unread: false, quoted: false };
    const shown = shownAs(tag, attributes, this.#sheet, around);
    if (tag === "br" || tag === "hr") this.#text += "\n";
    if (tag === "img" && !shown.hidden && attributes["alt"])
      this.say(` [image: ${attributes["alt"].slice(0, 100)}] `);
    if (void_.has(tag)) return;
    if (blocks.has(tag)) this.#text += tag === "td" || tag === "th" ? " " : "\n";
    if (tag === "li") this.#text += "- ";
    const quote = quotes.test(attributes["class"] ?? "") || quotes.test(attributes["id"] ?? "");
    if (this.#isMail && !around.quoted && (quote || tag === "blockquote")) this.#text += `\n${quoteMark}\n`;
    this.#stack.push({
      ...shown,
      tag,
      unread: around.unread || unread.has(tag),
      quoted: around.quoted || quote || tag === "blockquote",
      href: tag === "a" ? (attributes["href"] ?? null) : null,
      from: this.#text.length,
    });
  }

  close(tag: string): void {
    const at = this.#stack.findLastIndex((one) => one.tag === tag);
    if (at === -1) return;
    const [closed] = this.#stack.splice(at);
    if (closed === undefined) return;
    // Where a link leads is part of what is said: words may name another place.
    const { href } = closed;
    if (
      href !== null &&
      /^https?:/i.test(href) &&
      !closed.hidden &&
      !this.#text.slice(closed.from).includes(href)
    )
      this.#text += ` (${href})`;
    if (blocks.has(tag)) this.#text += "\n";
  }

  say(words: string): void {
    const top = this.#stack.at(-1);
    if (top?.unread === true) return;
    if (top?.hidden === true) return this.hide(words);
    const inPre = this.#stack.some((one) => one.tag === "pre");
    this.#text += inPre ? words : words.replaceAll(/\s+/g, " ");
  }

  hide(words: string): void {
    if (words.trim() !== "") this.#hidden += `${words.trim()}\n`;
  }

  result(): HtmlText {
    return {
      text: this.#text.replaceAll(/[ \t]+\n/g, "\n").replaceAll(/\n[ \t]+/g, "\n"),
      hidden: this.#hidden,
    };
  }
}
