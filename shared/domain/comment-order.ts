import type { Decision } from "./approval.ts";

export interface CommentOrder {
  decision: Decision;
  /** The beginning of the digest that it names, at least 12 digits; null: it names none. */
  digest: string | null;
  reason: string | null;
}

const mostWords = 2000;

/**
 * What a comment on a waiting plan says: a yes, a no with its reason, or how the plan should change: that is what any words mean
 * which are no order.
 */
export function commentOrder(text: string): CommentOrder {
  return orderIn(text) ?? { decision: "revised", digest: null, reason: wordsOf(text) };
}

const decisions: Record<string, Decision> = { approve: "approved", reject: "rejected", revise: "revised" };

/** The order in a comment; null: it has none. It stands at its beginning: quoted, indented as code or asked as a question it is words like any others. */
export function orderIn(text: string): CommentOrder | null {
  const order =
    /^(?:[ \t]*\r?\n)* {0,3}@(?:agent|signalbox)[ \t]+(approve|reject|revise)(?![\w?-])[:,.!]?\s*([\s\S]*)$/i.exec(
      text,
    );
  const [, verb = "", rest = ""] = order ?? [];
  const decision = decisions[verb.toLowerCase()];
  if (decision === undefined) return null;
  const [, named, behind] = /^`?([0-9a-f]{12,64})(?![\w-])`?[:,.!]?\s*([\s\S]*)$/i.exec(rest) ?? [];
  return { decision, digest: named?.toLowerCase() ?? null, reason: wordsOf(behind ?? rest) };
}

function wordsOf(text: string): string | null {
  return text.trim().slice(0, mostWords) || null;
}
