/** Why a document isn't read. */
export const refusalCodes = [
  "empty",
  "scanned",
  "encrypted",
  "bomb",
  "wrong_type",
  "too_large",
  "too_many_pages",
  "too_slow",
  "broken",
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** Thrown by readers, and turned into a value by `readDocument`: a file that isn't read, and the way out. */
export class DocumentRefused extends Error {
  readonly code: RefusalCode;

  /** @param message without the file's name: "has no text: …; make it searchable". */
  constructor(code: RefusalCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "DocumentRefused";
    this.code = code;
  }
}
