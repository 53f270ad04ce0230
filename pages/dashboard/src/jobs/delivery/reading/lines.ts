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

/** Where a span is, in words: "line 12, page 3, Maya, 00:01:12". */
export function placeWords(text: string, marks: DocumentMark[], from: number): string {
  const { line, page, speaker, at } = placeOf({ text, marks }, from);
  return [`line ${line}`, page === null ? null : `page ${page}`, speaker, at]
    .filter((one) => one !== null)
    .join(", ");
}
