import type { Span } from "../../find-quote.ts";
import { nameFinder } from "./name-finder.ts";
import { namesOfPeople, type Spoken } from "./names-of-people.ts";
import { personalData, type PersonalKind, type PersonalSpan } from "./personal-data.ts";

/** A text with what stands in place of personal data. */
export interface Masked {
  text: string;
  /** In how many places something stands in its place. */
  places: number;
  /** Where words of the masked text stand in the true one; what stands in place of something stands for all of it. */
  trueSpan: (span: Span) => Span;
}

export interface Redactor {
  mask: (text: string) => Masked;
}

/** Leaves texts as they are. */
export const noRedactor: Redactor = { mask: (text) => ({ text, places: 0, trueSpan: (span) => span }) };

/**
 * Puts `[mail 1]` in the place of a mail address, and the like of phone numbers, IBANs, cards, IP addresses and the names of those who speak
 * or write in the documents. The same has the same number in all of them, and keeps it when documents are added at the end. What is in
 * none of them has no number.
 */
export function redactorOf(documents: readonly Spoken[]): Redactor {
  const people = namesOfPeople(documents);
  const findNames = nameFinder(
    people,
    documents.map(({ text }) => withoutSpans(text, united(personalData(text)))),
  );
  const numbers = new Map(people.map((name, n) => [`name ${name.toLowerCase()}`, n + 1]));
  const last = new Map<PersonalKind, number>();
  for (const { text } of documents)
    for (const { kind, key } of united(personalData(text))) {
      if (numbers.has(`${kind} ${key}`)) continue;
      const number = (last.get(kind) ?? 0) + 1;
      last.set(kind, number);
      numbers.set(`${kind} ${key}`, number);
    }
  return {
    // Names come last: what they overlap with keeps its own number, whoever is known by then.
    mask: (text) =>
      masked(text, united([...united(personalData(text)), ...findNames(text)]), ({ kind, key }) => {
        const number = numbers.get(`${kind} ${key}`);
        return number === undefined ? `[${kind}]` : `[${kind} ${number}]`;
      }),
  };
}

/** What is left of a text besides spans without overlaps. */
function withoutSpans(text: string, spans: readonly PersonalSpan[]): string {
  const ends = [0, ...spans.map(({ to }) => to)];
  return ends.map((from, n) => text.slice(from, spans[n]?.from)).join("\n");
}

/** Spans without overlaps: those that overlap are one, which is what the widest of the first kind among them is. */
function united(spans: readonly PersonalSpan[]): PersonalSpan[] {
  const result: PersonalSpan[] = [];
  const order = new Map(spans.map((span, n) => [span, n]));
  let parts: PersonalSpan[] = [];
  const close = (): void => {
    const [first, ...more] = parts.toSorted(
      (a, b) =>
        Number(a.kind === "name") - Number(b.kind === "name") ||
        b.to - b.from - (a.to - a.from) ||
        (order.get(a) ?? 0) - (order.get(b) ?? 0),
    );
    if (first === undefined) return;
    const all = [first, ...more];
    result.push({
      ...first,
      from: Math.min(...all.map(({ from }) => from)),
      to: Math.max(...all.map(({ to }) => to)),
    });
  };
  let end = -1;
  for (const span of spans.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    if (span.from >= end) {
      close();
      parts = [];
    }
    parts.push(span);
    end = Math.max(end, span.to);
  }
  close();
  return result;
}

interface Replaced {
  /** In the masked text, and what it stands for in the true one. */
  shown: Span;
  truth: Span;
}

function masked(
  text: string,
  spans: readonly PersonalSpan[],
  wordFor: (span: PersonalSpan) => string,
): Masked {
  const replaced: Replaced[] = [];
  let result = "";
  let done = 0;
  for (const span of spans) {
    result += text.slice(done, span.from);
    const from = result.length;
    result += wordFor(span);
    replaced.push({ shown: { from, to: result.length }, truth: { from: span.from, to: span.to } });
    done = span.to;
  }
  result += text.slice(done);
  return {
    text: result,
    places: replaced.length,
    trueSpan: ({ from, to }) => ({
      from: trueOffset(replaced, from, "from"),
      to: trueOffset(replaced, to, "to"),
    }),
  };
}

/** An offset in the true text. One within what was replaced is at that end of it. */
function trueOffset(replaced: readonly Replaced[], offset: number, end: keyof Span): number {
  let shift = 0;
  for (const { shown, truth } of replaced) {
    if (end === "from" ? offset < shown.from : offset <= shown.from) break;
    if (end === "from" ? offset < shown.to : offset <= shown.to) return truth[end];
    shift = truth.to - shown.to;
  }
  return offset + shift;
}
