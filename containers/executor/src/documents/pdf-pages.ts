import { getDocumentProxy } from "unpdf";
import { documentLimits } from "../../../../shared/domain/delivery/document-limits.ts";
import type { PdfAnswer } from "../../../../shared/executor/read-pdf-answer.ts";

/** The text of a PDF's pages, with its lines. */
export async function pdfPages(bytes: Uint8Array): Promise<PdfAnswer> {
  let pdf: Awaited<ReturnType<typeof getDocumentProxy>>;
  try {
    pdf = await getDocumentProxy(bytes, { isEvalSupported: false, stopAtErrors: false });
  } catch (error) {
    return refusalOf(error);
  }
  if (pdf.numPages > documentLimits.pages)
    return {
      kind: "refused",
      code: "too_many_pages",
      reason: `has ${pdf.numPages} pages; at most ${documentLimits.pages} are read: split it and upload the parts`,
    };
  const pages: string[] = [];
  let characters = 0;
  try {
    for (let n = 1; n <= pdf.numPages; n++) {
      const page = await pdf.getPage(n);
      const { items } = await page.getTextContent();
      const text = items
        .map((item) => ("str" in item ? `${item.str}${item.hasEOL ? "\n" : ""}` : ""))
        .join("");
      page.cleanup();
      characters += text.length;
      if (characters > documentLimits.characters)
        return {
          kind: "refused",
          code: "too_large",
          reason: `has more than ${documentLimits.characters.toLocaleString("en")} characters of text; split it into parts and upload these`,
        };
      pages.push(text);
    }
  } catch (error) {
    return refusalOf(error);
  }
  return { kind: "read", pages };
}

/** What pdf.js says when it can't go on (its PasswordException goes by its name alone). */
function refusalOf(error: unknown): PdfAnswer {
  if (error instanceof Error && error.name === "PasswordException")
    return {
      kind: "refused",
      code: "encrypted",
      reason: "is protected with a password; save it without one and upload that",
    };
  return {
    kind: "refused",
    code: "broken",
    reason:
      "is broken: its pages can't be read; open it where it was made, save it anew as PDF and upload that",
  };
}
