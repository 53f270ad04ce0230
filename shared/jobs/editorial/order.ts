import type { SealedEditorialKind } from "./kind.ts";

/** What people say before they come to it, and to whom it goes. */
const politely =
  "(?:(?:hi|hey|hello|ok|so|please|pls|bitte|kindly|can (?:you|u|we)|could (?:you|we)|would you|will you|let's|lets|we need|we want|i need|i want|i'd like|i would like|we'd like|need|kannst du|könntest du|wir brauchen|ich brauche)[,!]? +)*";
const verb =
  "(?:(?:to )?(?:write|draft|prepare|create|make|do|compose|put together|post|publish|share|send|give|get|run|plan|design|launch|start|suggest|propose|collect|brainstorm|triage|sort|group|reply|respond|answer|schreib(?:e|en)?|erstell(?:e|en)?|mach(?:e|en)?|verfass(?:e|en)?) +)";
const toWhom = "(?:(?:me|us|the team|uns|mir|up) +)?";
const article =
  "(?:(?:a|an|the|our|another|some|this|these|all|one|ein|eine|einen|die|das|den|unser(?:e|en)?) +)?";
/** "short friendly"; not so many that something else may be meant. */
const manner = "(?:(?!for |about |on |to |from |with |and |or |über )[\\p{L}-]+ +){0,2}?";

/** A question, or the contrary of an order. */
const doubt = /\?$|\b(?:not|no|don't|never|nicht|kein\w*|meeting)\b/;
/** Other places than the one that a text is for: it may be one of several. */
const elsewhere =
  /\b(?:posts|socials?|networks?|bluesky|linkedin|threads|e-?mail|newsletter|everywhere|gist)\b/;

type Ordered = Pick<SealedEditorialKind, "kind" | "orderedAs">;

/**
 * The kind of text that a plain order names: "write a blog post about …", "Blog: …". Only where the first line begins with it and names
 * no other kind; whatever takes thought is none.
 */
export function orderedKind(text: string, kinds: readonly Ordered[]): string | null {
  const [first = ""] = text
    .replace(/^(?:\s*<@[^>]+>[,:]?)+/, "")
    .trim()
    .toLowerCase()
    .split(/\n|(?<=[.!?])\s/);
  // A campaign is several of the others, and may name them.
  const whole = kinds.find(({ kind, orderedAs }) => kind === "campaign" && begins(first, orderedAs));
  if (whole !== undefined) return whole.kind;
  const named = kinds.filter(({ orderedAs }) => within(orderedAs).test(first));
  const [only] = named;
  if (only === undefined || named.length > 1 || !begins(first, only.orderedAs)) return null;
  const rest = first.replace(within(only.orderedAs), "");
  const isUnsure = doubt.test(rest) || (elsewhere.test(rest) && !elsewhere.test(only.orderedAs.source));
  return isUnsure ? null : only.kind;
}

function within({ source }: RegExp): RegExp {
  return new RegExp(`(?<![\\p{L}-])(?:${source})(?![\\p{L}-])`, "u");
}

const goesOn =
  "(?= *[:,.&]| +(?:about|on|for|of|from|with|that|to|in|and|how|why|please|pls|über|für|zu|zum|zur|von|bitte)\\b| *$)";

/** Whether a line begins with an order for something: "please write a short …", or with its name and a colon. */
function begins(line: string, { source }: RegExp): boolean {
  return new RegExp(
    `^${politely}(?:${verb}?${toWhom}${article}${manner}(?:${source})${goesOn}|(?:${source}) *:)`,
    "u",
  ).test(line);
}
