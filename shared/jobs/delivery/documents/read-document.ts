import type { DocumentType } from "../../../domain/delivery/read-document.ts";
import { log } from "../../../platform/log.ts";
import type { DocumentFile, DocumentReading, ReadPdf } from "./document-reader.ts";
import { documentLimits, megabytes } from "../../../domain/delivery/document-limits.ts";
import { PdfAway } from "./pdf-away.ts";
import { documentReaders } from "./readers/registry.ts";
import { DocumentRefused } from "./refusal.ts";
import { typeOf } from "./type-of.ts";

/**
 * Reads a file, whatever it is. What can't be read is refused with a reason that begins with the file's name and tells the way out;
 * nothing in a file makes this throw.
 */
export async function readDocument(
  file: DocumentFile,
  tools: { readPdf: ReadPdf },
): Promise<DocumentReading> {
  let type: DocumentType | null = null;
  try {
    assertSize(file.bytes.length);
    type = typeOf(file);
    const read = await documentReaders[type].read(file, tools);
    if (read.document.text.trim() === "")
      throw new DocumentRefused("empty", "has no text in it; upload one with its text");
    return { kind: "read", type, ...read };
  } catch (error) {
    if (error instanceof PdfAway && type !== null) return { kind: "away", type, reason: error.message };
    const refused = error instanceof DocumentRefused ? error : brokenBy(error);
    return { kind: "refused", type, code: refused.code, reason: `${file.name} ${refused.message}` };
  }
}

/** @throws DocumentRefused for a file without bytes, or with too many. */
export function assertSize(bytes: number): void {
  if (bytes === 0)
    throw new DocumentRefused("empty", "is empty; save it again where it was made and upload that");
  if (bytes > documentLimits.bytes)
    throw new DocumentRefused(
      "too_large",
      `has ${megabytes(bytes)}; at most ${megabytes(documentLimits.bytes)} are read: split it, or save it without its pictures, and upload that`,
    );
}

/** Nobody has thought of such a file. The log says what it did, the person gets on. */
function brokenBy(error: unknown): DocumentRefused {
  // Only its name: what it says may have words of the document in it.
  log.warn("document.broken", { code: error instanceof Error ? error.name : typeof error });
  return new DocumentRefused(
    "broken",
    "can't be read: it is not what it says it is; save it anew where it was made, or its text as a file of its own, and upload that",
    { cause: error },
  );
}
