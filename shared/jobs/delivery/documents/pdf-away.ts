/** Who reads PDFs doesn't answer now: nothing is wrong with the file. */
export class PdfAway extends Error {
  override readonly name = "PdfAway";
}
