import { elements } from "../wire.ts";
import { capital, cut, feedbackIn } from "./brief.ts";
import { shortLabel } from "../../../shared/domain/stand-in-label.ts";
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
  const found: { name: string; entries: typeof entries }[] = [];
  let rest = entries;
  while (rest.length > 0 && found.length < most - 1) {
    const words = [...new Set(rest.flatMap((entry) => [...entry.words]))];
    const sizeOf = (word: string): number => rest.filter((entry) => entry.words.has(word)).length;
    const [name] = words.toSorted((a, b) => sizeOf(b) - sizeOf(a));
    if (name === undefined || sizeOf(name) < 2) break;
    found.push({ name, entries: rest.filter((entry) => entry.words.has(name)) });
    rest = rest.filter((entry) => !entry.words.has(name));
  }
  if (rest.length > 0) found.push({ name: "everything else", entries: rest });
  const told = found.map((theme) => ({
    name: capital(theme.name),
    entries: theme.entries.map(({ number }) => number),
    quotes: theme.entries
      .slice(0, 2)
      .map(({ text, number }) => ({ entry: number, words: text.slice(0, 200).trim() })),
    ticket:
      theme.entries.length < 2
        ? null
        : {
            type: "Task",
            summary: cut(`Look into what people say about ${theme.name}`, 120),
            description: `Several entries share a word. (${shortLabel})`,
          },
  }));
  const feedback = feedbackIn(prompt);
  const asked = feedback === "" ? "" : ` As the editor wished: ${cut(feedback, 150)}`;
  return { themes: told, summary: `Sorted by shared words.${asked} (${shortLabel})` };
}
