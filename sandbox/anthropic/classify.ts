import { elements } from "./wire.ts";

const intentWords: [intent: string, pattern: RegExp][] = [
  ["social_post", /\b(?:bluesky|social (?:media )?post)\b/i],
  ["blog_post", /\b(?:blog|article|(?:write|draft)\s+(?:me\s+|us\s+)?an?\s+(?:\w+\s+)?post)\b/i],
  ["other", /\b(?:tweet|linkedin|mastodon)\b/i],
  ["email_reply", /\b(?:reply|answer)\b.*\b(?:mail|email)\b/i],
  ["code_gist", /\b(?:gist|code sample|snippet)\b/i],
  ["meeting", /\bmeeting\b/i],
  ["slack_report", /\b(?:report|summary of the (?:week|month))\b/i],
];

/** Finds intent and brief by plain patterns in what the person wrote: a stand-in's reading, no judgement. */
export function classify(prompt: string): unknown {
  const request = elements(prompt, "request").join("\n");
  const replies = elements(prompt, "reply");
  const text = [request, ...replies].join("\n");
  const intent = intentWords.find(([, pattern]) => pattern.test(text))?.[0];
  return {
    intent: intent ?? "other",
    confidence: intent === undefined ? 0.35 : 0.93,
    reason:
      intent === undefined
        ? "Nothing in the words says what kind of text is wanted."
        : `The words ask for a ${intent.replace("_", " ")}.`,
    brief: {
      topic: topicOf(text),
      audience: audienceOf(text),
      tone: labelled(text, "tone"),
      keyPoints: keyPointsOf(text),
      link: labelled(text, "link"),
      period: labelled(text, "period"),
      channel: (/<#[^>]+>/.exec(text) ?? /\B#[a-z][\w-]+/.exec(text))?.[0] ?? labelled(text, "channel"),
    },
  };
}

function labelled(text: string, label: string): string | null {
  return new RegExp(`^\\W*${label}\\W*:\\s*\\**\\s*(.+)$`, "im").exec(text)?.[1]?.trim() ?? null;
}

function topicOf(text: string): string | null {
  const named = labelled(text, "topic") ?? /\babout\s+([^\n.;:]+)/i.exec(text)?.[1];
  return named?.trim().replace(/,?\s+(?:for\s+.*|(?:in|to)\s+[<#].*|please)$/i, "") ?? null;
}

function audienceOf(text: string): string | null {
  return (
    labelled(text, "audience") ??
    /\b(?:for|aimed at)\s+((?:our\s+|the\s+)?[\w-]+(?:\s+[\w-]+){0,4}?(?:\s+(?:teams?|engineers?|developers?|customers?|readers?|people|managers?|leads?))?)\s*(?=[.,\n]|$)/i
      .exec(text)?.[1]
      ?.trim() ??
    null
  );
}

function keyPointsOf(text: string): string[] {
  return Array.from(text.matchAll(/^\s*(?:[-•*]|\d+[.)])\s+(.+)$/gm), (found) => (found[1] ?? "").trim());
}
