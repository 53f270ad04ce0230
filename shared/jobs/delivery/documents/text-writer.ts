import type { DocumentMark, ReadDocument } from "../../../domain/delivery/read-document.ts";
import { visible } from "../../../platform/visible.ts";
import { wellFormed } from "../../../platform/well-formed.ts";
import { documentLimits } from "../../../domain/delivery/document-limits.ts";
import { DocumentRefused } from "./refusal.ts";

/** Text as it is kept: LF, NFC, nothing in it that can't be seen, no blanks at the ends of lines. */
export function plain(text: string): string {
  return visible(wellFormed(text).normalize("NFC"))
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

/** Writes a document's text block by block, with what holds from a block on. */
export class TextWriter {
  readonly #parts: string[] = [];
  readonly #marks: DocumentMark[] = [];
  #length = 0;

  /** Notes what holds from here on. */
  mark(says: Omit<DocumentMark, "offset">): this {
    const last = this.#marks.at(-1);
    if (last?.offset === this.#length) Object.assign(last, says);
    else this.#marks.push({ offset: this.#length, ...says });
    return this;
  }

  /**
   * Writes a block: one line or several, whole.
   * @throws DocumentRefused `too_large` when the text has become longer than a document's may be.
   */
  lines(text: string): this {
    return this.#append(`${plain(text)}\n`);
  }

  /** An empty line, but not at the beginning and none behind another. */
  gap(): this {
    return this.#length === 0 || this.#parts.at(-1) === "\n" ? this : this.#append("\n");
  }

  document(): ReadDocument {
    const text = this.#parts.join("").replace(/\n+$/, "\n");
    return { text, marks: this.#marks.filter(({ offset }) => offset <= text.length) };
  }

  #append(text: string): this {
    this.#length += text.length;
    if (this.#length > documentLimits.characters)
      throw new DocumentRefused(
        "too_large",
        `has more than ${documentLimits.characters.toLocaleString("en")} characters of text; split it into parts and upload these`,
      );
    this.#parts.push(text);
    return this;
  }
}
