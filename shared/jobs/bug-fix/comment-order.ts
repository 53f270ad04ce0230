import type { Decision } from "../../domain/approval.ts";

/**
 * What a comment on a waiting plan says: a yes, a no with its reason, or how the plan should change. An order stands at
 * its beginning: quoted, indented as code or asked as a question it is words like any others.
 */
export function commentOrder(text: string): { decision: Decision; reason: string | null } {
  const order =
    /^(?:[ \t]*\r?\n)* {0,3}@(?:agent|signalbox)[ \t]+(approve|reject|revise)(?![\w?-])[:,.!]?\s*([\s\S]*)$/i.exec(
      text,
    );
  const [, verb = "", rest = ""] = order ?? [];
  const words = rest.trim() === "" ? null : rest.trim().slice(0, 2000);
  switch (verb.toLowerCase()) {
    case "approve":
      return { decision: "approved", reason: words };
    case "reject":
      return { decision: "rejected", reason: words };
    case "revise":
      return { decision: "revised", reason: words };
    default:
      return { decision: "revised", reason: text.trim().slice(0, 2000) || null };
  }
}
