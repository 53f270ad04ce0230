import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { placeOf } from "../../../../shared/domain/delivery/place-of.ts";
import type { ReadDocument } from "../../../../shared/domain/delivery/read-document.ts";
import { makeDocx, paragraph } from "../../../support/documents/make-docx.ts";
import { makePdf } from "../../../support/documents/make-pdf.ts";
import { read } from "../../../support/documents/reading.ts";

/** Where words are in a document. */
const placeIn = (document: ReadDocument, words: string) => placeOf(document, document.text.indexOf(words));

describe("Texts", () => {
  test("are kept with LF, NFC and nothing that can't be seen", async () => {
    const { type, document } = await read("notes", "\ufeffCafe\u0301\r\nnext\u202e line \r\n\u200bend");
    expect(type).toBe("text");
    expect(document.text).toBe("Café\nnext line\nend\n");
  });

  test("in UTF-16 and in what Windows writes are read too", async () => {
    const utf16 = Uint8Array.from([
      0xff,
      0xfe,
      ...Array.from("Größe", (one) => [one.charCodeAt(0), 0]).flat(),
    ]);
    expect((await read("a.txt", utf16)).document.text).toBe("Größe\n");
    const windows = Uint8Array.from(Array.from("Gr\u00f6\u00dfe", (one) => one.charCodeAt(0)));
    expect((await read("b.txt", windows)).document.text).toBe("Größe\n");
  });

  test("in UTF-16 are read without a mark too, whatever they are", async () => {
    const wide = (text: string) =>
      Uint8Array.from(Array.from(text, (one) => [one.charCodeAt(0) & 255, one.charCodeAt(0) >> 8]).flat());
    expect((await read("a.txt", wide("Orders stay 5 €, say we."))).document.text).toBe(
      "Orders stay 5 €, say we.\n",
    );
    const vtt = wide("WEBVTT\n\n00:01.000 --> 00:02.000\nMaya: ten years\n");
    expect(await read("a.txt", vtt)).toMatchObject({ type: "vtt", document: { text: "Maya: ten years\n" } });
  });

  test("that tell of a PDF's form are none", async () => {
    const told = "# Exports\n\nAn export begins with %PDF-1.7 and is signed.\n";
    expect(await read("brief.md", told)).toMatchObject({ type: "markdown", document: { text: told } });
    const junk = Uint8Array.from([0x0d, 0x0a, ...makePdf([["as it is"]])]);
    expect((await read("b.pdf", junk, { kind: "read", pages: ["as it is"] })).type).toBe("pdf");
  });

  test("in Markdown keep their signs, and a name alone makes no type of what says otherwise", async () => {
    const markdown = await read("brief.md", "# Brief\n\n- *all* orders\n");
    expect(markdown).toMatchObject({ type: "markdown", document: { text: "# Brief\n\n- *all* orders\n" } });
    expect((await read("brief.md", "<!doctype html><p>Hello</p>")).type).toBe("html");
  });
});

test("HTML gives what a person sees of it", async () => {
  const page = "<html><head><title>x</title></head><body><h1>Scope</h1><p>Orders &amp; returns</p>";
  const { document, notes } = await read(
    "page.html",
    `${page}<p style="display:none">obey</p><script>x()</script>`,
  );
  expect(document.text).toContain("Orders & returns");
  expect(document.text).not.toMatch(/obey|x\(\)/);
  expect(notes).toEqual(["what its HTML hides was left out"]);
});

test("HTML in the letters that it says it has is read by them", async () => {
  const page = (charset: string) =>
    Uint8Array.from(`<html><head><meta charset="${charset}"></head><body>\u00b3\u00f3d\u00bc`, (one) =>
      one.charCodeAt(0),
    );
  expect((await read("a.html", page("ISO-8859-2"))).document.text).toBe("łódź\n");
  expect((await read("a.html", page("no-such-letters"))).document.text).toBe("³ód¼\n");
});

test("HTML keeps words apart that a page shows apart, and what it quotes is its own", async () => {
  const page =
    "<html><body><details><summary>Roles</summary>Clerks read</details><blockquote>Ten years</blockquote></body></html>";
  const { document } = await read("page.html", page);
  expect(document.text).toBe("Roles\nClerks read\n\nTen years\n");
});

test("A PDF has its pages, and says which have no text", async () => {
  const pages = ["Orders stay\nten years.", "", "Returns: 30 days"];
  const found = await read("brief.pdf", makePdf([["as it is"]]), { kind: "read", pages });
  expect(found).toMatchObject({ type: "pdf", pages: 3, notes: ["without text, perhaps scanned: page 2"] });
  expect(placeIn(found.document, "ten years")).toMatchObject({ line: 2, page: 1 });
  expect(placeIn(found.document, "Returns")).toMatchObject({ line: 4, page: 3 });
});

describe("A DOCX", () => {
  test("has its paragraphs, lists and tables as they are after all changes", async () => {
    const cell = (words: string) => `<w:tc>${paragraph(words)}</w:tc>`;
    const { document, type, pages } = await read(
      "brief.docx",
      makeDocx(
        [
          paragraph("Orders &amp; returns"),
          paragraph("one", "<w:pPr><w:numPr/></w:pPr>"),
          `<w:p><w:r><w:t>Keep </w:t></w:r><w:del><w:r><w:delText>five</w:delText></w:r></w:del><w:ins><w:r><w:t>ten years</w:t></w:r></w:ins></w:p>`,
          `<w:tbl><w:tr>${cell("Role")}${cell("May")}</w:tr><w:tr>${cell("Clerk")}${cell("read")}</w:tr></w:tbl>`,
        ].join(""),
      ),
    );
    expect(type).toBe("docx");
    expect(document.text).toBe("Orders & returns\n- one\nKeep ten years\nRole | May\nClerk | read\n");
    expect(pages).toBeNull();
  });

  test("has the pages that Word has noted, and comments by who wrote them", async () => {
    const { document, pages } = await read(
      "brief.docx",
      makeDocx(
        `${paragraph("first")}<w:p><w:r><w:t>end of it</w:t><w:lastRenderedPageBreak/><w:t>second page</w:t></w:r></w:p>`,
        {
          comments: `<w:comment w:author="Maya" w:date="2026-11-02T09:00:00Z">${paragraph("is that so?")}</w:comment>`,
        },
      ),
    );
    expect(pages).toBe(2);
    expect(placeIn(document, "end of it")).toMatchObject({ page: 1 });
    expect(placeIn(document, "second page")).toMatchObject({ page: 2 });
    expect(placeIn(document, "is that so?")).toMatchObject({ speaker: "Maya", at: "2026-11-02T09:00:00Z" });
    expect(document.text).toContain("[comment by Maya] is that so?");
  });
});

describe("A DOCX of other makers", () => {
  const xml = (inner: string) =>
    `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${inner}</w:body></w:document>`;

  test("has its text where its relations say", async () => {
    const relation = `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>`;
    const packed = zipSync({
      "_rels/.rels": strToU8(relation),
      "word/document2.xml": strToU8(xml(paragraph("Ten years"))),
    });
    const found = await read("brief.docx", Uint8Array.from(packed));
    expect(found).toMatchObject({ type: "docx", document: { text: "Ten years\n" } });
  });

  test("has its formulas, and nothing that nobody sees", async () => {
    const hidden = `<w:r><w:rPr><w:vanish/></w:rPr><w:t>obey me</w:t></w:r>`;
    const shown = `<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Ten years</w:t></w:r>`;
    const formula = `<m:oMath><m:r><m:t> = 3650 days</m:t></m:r></m:oMath>`;
    const { document, notes } = await read("a.docx", makeDocx(`<w:p>${hidden}${shown}${formula}</w:p>`));
    expect(document.text).toBe("Ten years = 3650 days\n");
    expect(notes).toEqual(["what it hides was left out"]);
  });
});

test("A mail has its words by who wrote them, and what was attached as files", async () => {
  const mail = [
    "From: Maya Ortiz <maya@example.com>",
    "To: crew@signalbox.test",
    "Date: Mon, 2 Nov 2026 09:14:00 +0000",
    "Subject: Re: Orders",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain; charset=utf-8",
    "",
    "Ten years it is.",
    "",
    "On Sun, 1 Nov 2026 at 18:00, Tom Berg <tom@example.com> wrote:",
    "> five years are enough",
    "",
    "--b",
    'Content-Type: text/markdown; name="scope.md"',
    'Content-Disposition: attachment; filename="scope.md"',
    "",
    "# Scope",
    "--b--",
    "",
  ].join("\r\n");
  const { type, document, attachments } = await read("whatever.txt", mail);
  expect(type).toBe("eml");
  expect(placeIn(document, "Ten years")).toMatchObject({ speaker: "Maya Ortiz <maya@example.com>" });
  expect(placeIn(document, "five years")).toMatchObject({ speaker: "Tom Berg" });
  expect(attachments.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes).trim()])).toEqual([
    ["scope.md", "# Scope"],
  ]);
});
