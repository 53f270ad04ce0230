import type { WatchSignal } from "../../../domain/watch/watch-signal.ts";
import type { Taken } from "../cycle/take-signals.ts";
import { type Cleaned, clean, cleanLine } from "../../../quarantine/clean/clean.ts";

/** A signal as it may be read on: cleaned, and under a name that nobody outside has chosen. */
export interface Reading {
  /** "s1": what a model calls it. */
  ref: string;
  id: string;
  signal: WatchSignal;
  title: string;
  author: string;
  attachments: string[];
  words: Cleaned;
  /** Cycles that have failed on it: it is read alone then. */
  tries: number;
  /** What looks like an attempt to instruct a model, in words; null: nothing does. */
  flag: string | null;
}

/** Cleans what a cycle has taken. Pure: the same signals have the same names in each step. */
export function readingsOf(taken: readonly Taken[]): Reading[] {
  return taken.map(({ row, signal }, n) => {
    const cleaned = clean(signal.text ?? "", signal.title);
    const words = {
      ...cleaned,
      autoReply: cleaned.autoReply || (signal.detail["automatic"] ?? null) !== null,
    };
    const title = cleanLine(signal.title, 200);
    const author = cleanLine(signal.author.name, 80);
    const attachments = signal.attachments.slice(0, 20).map((name) => cleanLine(name, 100));
    const signs = [
      title,
      author,
      ...attachments,
      ...Object.values(signal.detail).map((value) => cleanLine(value ?? "", 200)),
    ];
    const suspicious = new Set([...words.suspicious, ...signs.flatMap((one) => one.suspicious)]);
    return {
      ref: `s${n + 1}`,
      id: row.id,
      signal,
      title: title.text,
      author: author.text,
      attachments: attachments.map((one) => one.text),
      words,
      tries: row.tries,
      flag: row.flag ?? (suspicious.size === 0 ? null : [...suspicious].join("; ")),
    };
  });
}

/** Whether there are words that a model has to read; the rest tells everything by its form. */
export function hasWords({ signal }: Reading): boolean {
  return signal.text !== null && signal.text.trim() !== "";
}

/** All that was read of a signal as one text: where its quotes must be found. */
export function textOf({ title, words, attachments }: Reading): string {
  return [title, words.text, ...attachments].join("\n");
}
