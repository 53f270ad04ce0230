import type { Decision } from "../../domain/approval.ts";

export interface CommentOrder {
  decision: Decision;
  /** The beginning of the digest that it names, at least 12 digits; null: it names none. */
  digest: string | null;
  reason: string | null;
}

const mostWords = 2000;

/**
 * What a comment on a waiting plan says: a yes, a no with its reason, or how the plan should change. An order stands at
 * its beginning: quoted, indented as code or asked as a question it is words like any others.
 */
export function commentOrder(text: string): CommentOrder {
  const order =
    /^(?:[ \t]*\r?\n)* {0,3}@(?:agent|signalbox)[ \t]+(approve|reject|revise)(?![\w?-])[:,.!]?\s*([\s\S]*)$/i.exec(
      text,
    );
  const [, verb = "", rest = ""] = order ?? [];
  const [, named, behind] = /^`?([0-9a-f]{12,64})(?![\w-])`?[:,.!]?\s*([\s\S]*)$/i.exec(rest) ?? [];
  const words = wordsOf(behind ?? rest);
  const digest = named?.toLowerCase() ?? null;
  switch (verb.toLowerCase()) {
    case "approve":
      return { decision: "approved", digest, reason: words };
    case "reject":
      return { decision: "rejected", digest, reason: words };
    case "revise":
      return { decision: "revised", digest, reason: words };
    default:
      return { decision: "revised", digest: null, reason: wordsOf(text) };
  }
}

function wordsOf(text: string): string | null {
  return text.trim().slice(0, mostWords) || null;
}
