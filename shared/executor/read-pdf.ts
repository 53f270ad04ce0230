import { documentLimits } from "../domain/delivery/document-limits.ts";
import { describeError } from "../platform/errors.ts";
import type { Spine } from "../spine/context.ts";
import { askExecutor } from "./client.ts";
import { type PdfAnswer, pdfAnswer } from "./read-pdf-answer.ts";

/** The pages of a PDF, or why there are none. `away`: nobody reads PDFs just now. */
export type PdfReading = PdfAnswer | { kind: "away"; reason: string };

/** All documents are read in one container: it starts in seconds, and reads one in as many. */
const container = "documents";
/** A container may have to be started first. */
const startMs = 30_000;

/**
 * Reads a PDF in the executor: what reads PDFs is half as large as the whole Worker, and a PDF can take any time and memory. Somebody
 * who doesn't answer is a value: the PDF waits.
 */
export async function readPdf(spine: Spine, bytes: Uint8Array<ArrayBuffer>): Promise<PdfReading> {
  try {
    const response = await askExecutor(spine, container, "/documents/pdf", {
      method: "POST",
      body: bytes,
      headers: { "content-type": "application/pdf" },
      signal: AbortSignal.timeout(documentLimits.pdfMs + startMs),
    });
    if (!response.ok) {
      await response.body?.cancel();
      return { kind: "away", reason: `the executor answered ${response.status}` };
    }
    return pdfAnswer.parse(await response.json());
  } catch (error) {
    return { kind: "away", reason: `the executor does not answer: ${describeError(error)}` };
  }
}
