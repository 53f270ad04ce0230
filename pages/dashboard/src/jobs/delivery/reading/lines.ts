import { placeOf } from "../../../../../../shared/domain/delivery/place-of.ts";
import type { DocumentMark } from "../../../../../../shared/domain/delivery/read-document.ts";

/** A line of a document, with what begins in it. */
export interface Line {
  /** Counted from 1. */
  number: number;
  /** Of its first character, in the whole text. */
  from: number;
  text: string;
  /** The page that begins here. */
  page: number | null;
  /** Who speaks from here on, and when: "Maya · 00:01:12". */
  said: string | null;
}

/** A document's text as lines. */
export function linesOf(text: string, marks: readonly DocumentMark[]): Line[] {
  let from = 0;
  let at = 0;
  return text
    .replace(/\n$/, "")
    .split("\n")
    .map((words, n) => {
      const line: Line = { number: n + 1, from, text: words, page: null, said: null };
      const end = from + words.length + 1;
      for (let mark = marks[at]; mark !== undefined && mark.offset < end; mark = marks[(at += 1)]) {
        if (mark.page !== undefined) line.page = mark.page;
        const said = [mark.speaker, mark.at].filter((one) => one !== null && one !== undefined && one !== "");
        if (said.length > 0) line.said = said.join(" · ");
      }
      from = end;
      return line;
    });
}

/** The part of a line that is within a span; null: none of it. */
export function litPart(line: Line, from: number, to: number): [number, number] | null {
  const begin = Math.max(0, from - line.from);
  const end = Math.min(line.text.length, to - line.from);
  return begin < end ? [begin, end] : null;
}

/** A piece of a line, and what is known of it. */
export interface Piece {
  text: string;
  /** Whether a link leads to it. */
  isLit: boolean;
  /** Ids of what rests on it, each once. */
  cited: string[];
}

interface Span {
  from: number;
  to: number;
}

/** A line cut where something begins or ends: what a link leads to, and what is cited. Offsets are those of the whole text. */
export function piecesOf(line: Line, lit: Span, cited: readonly (Span & { id: string })[]): Piece[] {
  const here = cited.flatMap(({ id, from, to }) => {
    const part = litPart(line, from, to);
    return part === null ? [] : [{ id, part }];
  });
  const light = lit.from < lit.to ? litPart(line, lit.from, lit.to) : null;
  const cuts = [0, line.text.length, ...(light ?? []), ...here.flatMap(({ part }) => part)];
  const places = [...new Set(cuts)].toSorted((a, b) => a - b);
  const holds = ([begin, end]: readonly [number, number], at: number): boolean => begin <= at && at < end;
  return places.slice(0, -1).map((at, n) => ({
    text: line.text.slice(at, places[n + 1]),
    isLit: light !== null && holds(light, at),
    cited: [...new Set(here.filter(({ part }) => holds(part, at)).map(({ id }) => id))],
  }));
}

/** What begins in a line, each once: it stands in its margin. */
export function beginningIn<T extends Span & { id: string }>(line: Line, cited: readonly T[]): T[] {
  const begun = cited.filter(({ from }) => from >= line.from && from <= line.from + line.text.length);
  return [...new Map(begun.map((one) => [one.id, one])).values()];
}

/** Where a span is, in words: "line 12, page 3, Maya, 00:01:12". */
export function placeWords(text: string, marks: DocumentMark[], from: number): string {
  const { line, page, speaker, at } = placeOf({ text, marks }, from);
  return [`line ${line}`, page === null ? null : `page ${page}`, speaker, at]
    .filter((one) => one !== null)
    .join(", ");
}
