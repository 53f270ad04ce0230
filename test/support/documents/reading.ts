import type { DocumentReading } from "../../../shared/jobs/delivery/documents/document-reader.ts";
import { readDocument } from "../../../shared/jobs/delivery/documents/read-document.ts";
import { utf8 } from "../../../shared/platform/bytes.ts";
import type { PdfReading } from "../../../shared/executor/read-pdf.ts";

/** Reads a file as an upload would, PDFs with what is given. */
export async function reading(
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
  pdf: PdfReading = { kind: "away", reason: "nobody reads PDFs here" },
): Promise<DocumentReading> {
  const bytes = typeof content === "string" ? utf8(content) : content;
  return readDocument({ name, bytes }, { readPdf: async () => pdf });
}

/** The same, of what must be readable. */
export async function read(name: string, content: string | Uint8Array<ArrayBuffer>, pdf?: PdfReading) {
  const found = await reading(name, content, pdf);
  if (found.kind !== "read") throw new Error(`${name} isn't read: ${found.reason}`);
  return found;
}

/** The same, of what must be refused: its code and reason. */
export async function refused(name: string, content: string | Uint8Array<ArrayBuffer>, pdf?: PdfReading) {
  const found = await reading(name, content, pdf);
  if (found.kind !== "refused") throw new Error(`${name} is not refused but ${found.kind}`);
  return found;
}
