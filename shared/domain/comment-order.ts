import { cut } from "../platform/cut.ts";
import type { Decision } from "./approval.ts";
import { isPlain, ownWords, visibleWords, withoutQuotations } from "./own-words.ts";
import { isReserved } from "./reservation.ts";

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
  /^(?:(?:lgtm|(?:looks?|sounds?|all) (?:good|great|fine)(?: to me)?|works for me|agreed|ship it|(?:nice|great|good|excellent)(?: (?:work|job|catch|plan|find|one))?|perfect|awesome|thanks?(?: you)?|thx|ok(?:ay)?|yes|yep|yeah|sure|cool|hi|hey|hello|please|well (?:done|found)|(?::\+1:|:shipit:|:rocket:|:tada:)|\+1|\p{Emoji_Presentation}|\p{Emoji_Modifier}|\u{fe0f})(?![\w-])[\s,.!:;–—-]*)+$/iu;
/** Courtesies between our name and an order. */
const courtesy =
  "(?:(?:please|pls|plz|kindly|bitte|ok(?:ay)?|yes|yep|sure|lgtm|thanks|i|we|\\p{Emoji_Presentation})[ \\t,.!:]+)*";
const order = new RegExp(
  `@(?:agent|signalbox)(?![\\w-])[ \\t]*[,:–—-]?[ \\t]*(?<polite>${courtesy})(?<verb>approve|reject|revise)(?![\\w?-])[:,.!]*[ \\t]*(?<rest>[^]*)$`,
  "iu",
);
/** Our name at a text's beginning, with the order to revise. */
const address =
  /^\s*@(?:agent|signalbox)(?![\w-])[ \t]*[,:]?[ \t]*(?:(?:please[ \t,]+)?revise(?![\w?-])[:,.!]?)?/i;
/** Words to us about an order that are none: whether somebody may, should or would rather not. What should reject empty names is a wish. */
const aboutAnOrder =
  /^\s*@(?:agent|signalbox)(?![\w-])[\s,:–—-]*(?:(?:can|could|would|will|shall|should|may|might|must|do|does|did|don['’]?t|not|never|cannot|can['’]t|please|pls|kindly|you|we|i|they|it|this|is|be|to|go|ahead|and|let['’]?s|just|now|yes|ok|okay|lgtm|@[\w-]+)[\s,]+)*[*_`/]*(?:approve[sd]?|reject(?:s|ed)?|revise(?=\s*\?))(?=\s*(?:$|[?.!,;:–—*_`-]|(?:this|it|that|yet|now|please|for|because|if|when|once|until|unless|all|the (?:plan|change|fix|pr|pull request))\b))/i;
/** An order below words to somebody else, in a line or sentence of its own. */
const ordersLater =
  /[\n.!;]\s*@(?:agent|signalbox)(?![\w-])[ \t,:]*(?:please[ \t,]+)?(?:approve|reject|revise)(?![\w-])(?![^\n.!]*\?)/i;
/** What people say when they mean to say yes, without the word that counts. */
const meantAsYes =
  /^\s*(?:@(?:agent|signalbox)(?![\w-])[\s,:–—-]*)?(?:\/?approved?|lgtm|looks good(?: to me)?|yes|ok(?:ay)?|sure|go ahead|ship it|do it)[\s,.!]*$/i;

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
  return orderIn(text) ?? otherWords(text, said, order.exec(said)?.groups?.["verb"]);
}

/** The order that a comment begins with, or why what looks like one decides nothing; null: it has none. */
export function orderIn(text: string): CommentOrder | NoOrder | null {
  const said = ownWords(text);
  const found = order.exec(said);
  if (found === null) return null;
  const before = said.slice(0, found.index);
  const isFirst = before.trim() === "" ? isPlain(before) : praise.test(before.trim());
  if (!isFirst) return null;
  const { polite = "", verb = "", rest = "" } = found.groups ?? {};
  const [, named, behind] = /^[`(]*([0-9a-f]{12,64})(?![\w-])[`)]*[:,.!]?\s*([^]*)$/i.exec(rest) ?? [];
  const words = wordsOf(behind ?? rest);
  const digest = named?.toLowerCase() ?? null;
  switch (verb.toLowerCase()) {
    case "approve":
      return [before, polite, words ?? ""].some(isReserved)
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

/** Words that hold no order at their beginning: to us, how the plan should change; to others, or only friendly, nothing. */
function otherWords(text: string, said: string, verb: string | undefined): CommentOrder | NoOrder {
  if (/^\s*@(?!(?:agent|signalbox)(?![\w-]))[\w-]/i.test(said))
    return ordersLater.test(said)
      ? unclear("an order stands at the beginning")
      : { decision: null, told: null, reason: "it speaks to somebody else" };
  if (verb?.toLowerCase() === "approve" || aboutAnOrder.test(said))
    return unclear("an order stands at the beginning, and is no question");
  if (meantAsYes.test(said)) return unclear("a yes is said with the word that counts");
  if (praise.test(said.replace(address, "").trim()))
    return { decision: null, told: null, reason: "friendly words ask for nothing" };
  return { decision: "revised", digest: null, reason: wordsOf(text) };
}

function unclear(why: string): NoOrder {
  return {
    decision: null,
    told: `${why}. Say "@agent approve", or "@agent revise" and what is to change`,
    reason: why,
  };
}

function wordsOf(text: string): string | null {
  return cut(text.trim(), mostWords) || null;
}
