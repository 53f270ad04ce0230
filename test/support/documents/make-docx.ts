import { strToU8, zipSync } from "fflate";

const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A paragraph of WordprocessingML. */
export const paragraph = (text: string, properties = ""): string =>
  `<w:p>${properties}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

/** A DOCX with a body in WordprocessingML, and other parts by their names: "comments". */
export function makeDocx(
  body: string,
  parts: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const xml = (root: string, inner: string) =>
    strToU8(
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:${root} ${space}>${inner}</w:${root}>`,
    );
  return Uint8Array.from(
    zipSync({
      "[Content_Types].xml": strToU8("<Types/>"),
      "word/document.xml": xml("document", `<w:body>${body}</w:body>`),
      ...Object.fromEntries(
        Object.entries(parts).map(([name, inner]) => [`word/${name}.xml`, xml(name, inner)]),
      ),
    }),
  );
}
