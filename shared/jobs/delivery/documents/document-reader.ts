import type { DocumentType, ReadDocument } from "../../../domain/delivery/read-document.ts";
import type { PdfReading } from "../../../executor/read-pdf.ts";
import type { RefusalCode } from "./refusal.ts";

/** A file as it came. */
export interface DocumentFile {
  /** As whoever sent it calls it. */
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Reads PDFs outside of the Worker. */
export type ReadPdf = (bytes: Uint8Array<ArrayBuffer>) => Promise<PdfReading>;

/** What a reader makes of a file. */
export interface DocumentRead {
  document: ReadDocument;
  /** Null: its kind has none, or the file doesn't say. */
  pages: number | null;
  /** What people should know of it: a page without text. */
  notes: string[];
  /** What came in it, each a document of its own. */
  attachments: DocumentFile[];
}

/** One kind of documents. A file a kind, in `readers/`; what `typeOf` makes of a file decides which reads it. */
export interface DocumentReader {
  /** For people: "PDF". */
  label: string;
  /** @throws DocumentRefused with the way out, and `PdfAway`. */
  read(file: DocumentFile, tools: { readPdf: ReadPdf }): Promise<DocumentRead> | DocumentRead;
}

/** How reading ended. `away`: nothing is wrong with the file, it is read later. */
export type DocumentReading =
  | ({ kind: "read"; type: DocumentType } & DocumentRead)
  | { kind: "refused"; type: DocumentType | null; code: RefusalCode; reason: string }
  | { kind: "away"; type: DocumentType; reason: string };
