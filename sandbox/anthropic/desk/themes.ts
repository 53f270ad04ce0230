import { elements } from "../wire.ts";
import { capital, cut, feedbackIn } from "./brief.ts";
import { shortLabel } from "./label.ts";
import { plainWords } from "./words.ts";

const most = 5;

/** Themes of feedback: entries that share a word. Quotes are the beginnings of entries, as they stand there. */
export function themes(prompt: string): Record<string, unknown> {
  const source = elements(prompt, "source").join("\n");
  const entries = Array.from(source.matchAll(/^\[(\d+)\] (.+)$/gm), ([, number, text = ""]) => ({
    number: Number(number),
    text,
    words: new Set(plainWords(text).filter((word) => word.length > 3)),
  }));
  const feedback = feedbackIn(prompt);
  const asked = feedback === "" ? "" : ` As the editor wished: ${cut(feedback, 150)}`;
  return { themes: told, summary: `Sorted by shared words.${asked} (${shortLabel})` };
}
