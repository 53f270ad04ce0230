import type { Decision } from "./approval.ts";

export interface CommentOrder {
  decision: Decision;
  /** The beginning of the digest that it names, at least 12 digits; null: it names none. */
  digest: string | null;
  reason: string | null;
}

/** A comment that decides nothing. */
export interface NoOrder {
  decision: null;
  /** What its writer is told; null: it wasn't meant for us. */
  told: string | null;
  reason: string;
}

const mostWords = 2000;

/** Words with which people say yes before they say it, and are polite. */
export const praise =
  /^(?:(?:lgtm|looks? (?:good|great|fine)(?: to me)?|ship it|nice|great|good|perfect|awesome|excellent|thanks?(?: you)?|thx|ok(?:ay)?|yes|yep|sure|cool|hi|hello|please|well (?:done|found)|(?::\+1:|:shipit:|:rocket:|:tada:)|\+1|\p{Emoji_Presentation}|\p{Emoji_Modifier}|\u{fe0f})(?![\w-])[\s,.!:;–—-]*)+$/iu;
const order =
  /@(?:agent|signalbox)(?![\w-])[ \t]*[,:]?[ \t]*(?:please[ \t,]+)?(approve|reject|revise)(?![\w?-])[:,.!]?[ \t]*([^]*)$/i;
/** Our name at a text's beginning, with the order to revise. */
const address =
  /^\s*@(?:agent|signalbox)(?![\w-])[ \t]*[,:]?[ \t]*(?:(?:please[ \t,]+)?revise(?![\w?-])[:,.!]?)?/i;
const hidden = /<!--[^]*?(?:-->|$)/g;
/** A yes that has to be read, and may be a no. */
const reserved =
  /\?|\b(?:if|unless|until|once|only|but|except|provided|providing|assuming|pending|when|whenever|as (?:long|soon) as|(?:on|under) (?:the )?condition|subject to|after|before|not|don'?t|never|none|nothing|neither|or|reject|revise|without|instead|minus|first|next|with (?:\w+ )?changes|later|tonight|tomorrow|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|though|however)\b|\b(?:wenn|falls|sobald|aber|nicht|erst|bevor|ohne|sauf|mais|quand|sans|pero|cuando|salvo)\b/i;
/** What a mail program writes above the words that it quotes. */
const quotedFrom = /^On .{5,200} wrote:$/gm;

/**
 * What a comment on a waiting plan says: a yes, a no with its reason, or how the plan should change. An order stands at its
 * beginning, behind nothing but friendly words. In a quotation, a block of code, a question or to somebody else it is none.
 */
export function commentOrder(text: string): CommentOrder | NoOrder {
  const said = ownWords(text);
  if (said.trim() === "")
    return /@(?:agent|signalbox)\b/i.test(text) || !/\S/.test(withoutQuotations(text))
      ? { decision: null, told: null, reason: "it says nothing itself" }
      : { decision: "revised", digest: null, reason: wordsOf(text) };
  return orderIn(text) ?? otherWords(text, said, order.exec(said)?.[1]);
}

/** The order that a comment begins with, or why what looks like one decides nothing; null: it has none. */
export function orderIn(text: string): CommentOrder | NoOrder | null {
  const said = ownWords(text);
  const found = order.exec(said);
  if (found === null) return null;
  const before = said.slice(0, found.index);
  const isFirst = before.trim() === "" ? isPlain(before) : praise.test(before.trim());
  if (!isFirst) return null;
  const [, verb = "", rest = ""] = found;
  const [, named, behind] = /^`?([0-9a-f]{12,64})(?![\w-])`?[:,.!]?\s*([^]*)$/i.exec(rest) ?? [];
  const words = wordsOf(behind ?? rest);
  const digest = named?.toLowerCase() ?? null;
  switch (verb.toLowerCase()) {
    case "approve":
      return words !== null && reserved.test(words.replaceAll(quotedFrom, ""))
        ? unclear("a yes with a condition, or a question, is none")
        : { decision: "approved", digest, reason: words };
    case "reject":
      return { decision: "rejected", digest, reason: words };
    default:
      return { decision: "revised", digest, reason: words };
  }
}

/**
 * What a comment on something that is ready wants changed: words that begin with our name and are no other order; "" when they don't say
 * what. Null: it asks for nothing, and is people's talk.
 */
export function changeAsked(text: string): string | null {
  const said = ownWords(text);
  const begins = /@(?:agent|signalbox)(?![\w-])/i.exec(said);
  const before = said.slice(0, begins?.index);
  const isToUs = begins !== null && before.trim() === "" && isPlain(before);
  if (!isToUs && orderIn(text)?.decision !== "revised") return null;
  if (commentOrder(text).decision !== "revised") return null;
  return visibleWords(text).replace(address, "").trim();
}

/** A text without what GitHub shows to nobody. */
export function visibleWords(text: string): string {
  return text.replaceAll(hidden, "").trim();
}

/** Words that hold no order at their beginning: to us, how the plan should change; to others nothing. */
function otherWords(text: string, said: string, verb: string | undefined): CommentOrder | NoOrder {
  if (/^\s*@(?!(?:agent|signalbox)(?![\w-]))[\w-]/i.test(said))
    return { decision: null, told: null, reason: "it speaks to somebody else" };
  if (verb?.toLowerCase() === "approve" || /^\s*@(?:agent|signalbox)[\s,:]+approve/i.test(said))
    return unclear("an order stands at the beginning, and is no question");
  return { decision: "revised", digest: null, reason: wordsOf(text) };
}

function unclear(why: string): NoOrder {
  return {
    decision: null,
    told: `${why}. Say "@agent approve", or "@agent revise" and what is to change`,
    reason: why,
  };
}

/** Nothing but empty lines, and no more space than text may have before it: four are code. */
export function isPlain(before: string): boolean {
  return !/(?:^|\n)(?: {4}|\t)[ \t]*$/.test(before);
}

/** A text without what is quoted, shown as code or hidden. */
function ownWords(text: string): string {
  return withoutQuotations(text).replaceAll(hidden, "").replaceAll(block, "");
}

const quotation = /^ {0,3}>.*$/gm;
const block = /^ {0,3}(`{3,}|~{3,})[^\n]*\n[^]*?(?:^ {0,3}\1[`~]*[ \t]*$|(?![^]))/gm;

function withoutQuotations(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll(quotation, "");
}

/** A text in which nothing stands where something is quoted, shown as code or hidden: each place in it is the text's. */
export function withBlanks(text: string): string {
  const blank = (part: string): string => part.replaceAll(/[^\n]/g, " ");
  return text.replaceAll(quotation, blank).replaceAll(hidden, blank).replaceAll(block, blank);
}

function wordsOf(text: string): string | null {
  return text.trim().slice(0, mostWords) || null;
}
