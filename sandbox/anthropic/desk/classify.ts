import { elements } from "../wire.ts";
import { guess, intentsIn } from "./intents.ts";
import { extract } from "./extract.ts";
import type { Schema } from "./schema.ts";

/**
 * Intent and brief from what the person wrote, by counting words and by plain patterns: a stand-in's reading, no judgement.
 * What intents and fields there are it learns from the request itself.
 */
export function classify(system: string, prompt: string, schema: Schema): Record<string, unknown> {
  const text = [...elements(prompt, "request"), ...elements(prompt, "reply")].join("\n");
  const { intent, confidence } = guess(intentsIn(system), text);
  const fields = schema.at(schema.member("brief") ?? {}).properties ?? {};
  const asks = !asksNothing(text);
  const known = {
    asks,
    intent,
    confidence,
    reason:
      confidence < 0.5
        ? "The words say little of what kind of text is wanted."
        : `The words fit ${intent.replaceAll("_", " ")} best.`,
    brief: Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, extract(schema, name, field, text)]),
    ),
  };
  if (!asks) known.reason = "It says thanks or tells something, and asks for nothing.";
  return Object.fromEntries(Object.entries(known).filter(([name]) => schema.member(name) !== null));
}

/** Thanks and notes without a question or a wish. */
function asksNothing(text: string): boolean {
  return (
    /\b(?:thanks|thank you|danke|fyi|for your information|no reply needed|newsletter|unsubscribe)\b/i.test(
      text,
    ) && !/\?|\b(?:please|bitte|could|can you|would|need|want|write|post|draft|send)\b/i.test(text)
  );
}
