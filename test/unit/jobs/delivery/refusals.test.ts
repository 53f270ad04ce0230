import { strToU8, zipSync } from "fflate";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { placeOf } from "../../../../shared/domain/delivery/place-of.ts";
import { makeDocx, paragraph } from "../../../support/documents/make-docx.ts";
import { makePdf } from "../../../support/documents/make-pdf.ts";
import { reading, refused } from "../../../support/documents/reading.ts";

const packed = (files: Parameters<typeof zipSync>[0]) => Uint8Array.from(zipSync(files));

describe("A refusal names the file and the way out", () => {
  test.each<[string, string | Uint8Array<ArrayBuffer>, string, RegExp]>([
    ["empty.txt", "", "empty", /^empty\.txt is empty; save it again/],
    ["blank.txt", " \n\t\n", "empty", /no text in it/],
    ["run.pdf", Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3]), "wrong_type", /a program/],
    ["logo.txt", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d]), "wrong_type", /a picture/],
    ["data.bin", Uint8Array.from([1, 0, 2, 0]), "wrong_type", /save it as PDF or DOCX/],
    [
      "old.doc",
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]),
      "wrong_type",
      /save it as DOCX or PDF, without a password/,
    ],
    [
      "Re offer.msg",
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]),
      "wrong_type",
      /^Re offer\.msg is a mail in Outlook's own form.*save it as EML/,
    ],
    ["sheet.xlsx", packed({ "xl/workbook.xml": strToU8("<x/>") }), "wrong_type", /spreadsheet/],
    ["all.zip", packed({ "a.txt": strToU8("a") }), "wrong_type", /unpack it/],
    ["odd.json", '{"a":1}', "wrong_type", /list of \{ speaker, text, start \}/],
    ["paper.zip", packed({ "a.pdf": [strToU8("%PDF-1.4 x"), { level: 0 }] }), "wrong_type", /unpack it/],
    ["error.json", '{"code":404,"message":"Not found"}', "wrong_type", /list of \{ speaker/],
    [
      "export.zip",
      packed(
        Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`c${n}/2026-11-02.json`, strToU8("[]")])),
      ),
      "too_large",
      /more than 1000 files .*some channels or months at a time/,
    ],
    ["cut.docx", makeDocx(paragraph("x")).slice(0, 120), "broken", /^cut\.docx is broken/],
    ["silent.vtt", "WEBVTT\n\n", "empty", /export it again with its text/],
    [
      "entities.docx",
      packed({ "word/document.xml": strToU8('<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document/>') }),
      "bomb",
      /save it anew with Word/,
    ],
  ])("%s", async (name, content, code, reason) => {
    const { code: found, reason: said } = await refused(name, content);
    expect(found).toBe(code);
    expect(said).toMatch(reason);
    expect(said.startsWith(`${name} `)).toBe(true);
  });

  test("for a PDF that is scanned, locked or too long", async () => {
    const pdf = makePdf([[]]);
    expect(await refused("scan.pdf", pdf, { kind: "read", pages: ["", " \n"] })).toMatchObject({
      code: "scanned",
      reason: expect.stringContaining("text recognition (OCR)"),
    });
    expect(
      await refused("long.pdf", pdf, { kind: "read", pages: Array.from({ length: 501 }, () => "x") }),
    ).toMatchObject({
      code: "too_many_pages",
    });
    const locked = { kind: "refused", code: "encrypted", reason: "is protected" } as const;
    expect(await refused("locked.pdf", pdf, locked)).toMatchObject({ reason: "locked.pdf is protected" });
    expect(await reading("later.pdf", pdf)).toMatchObject({ kind: "away", type: "pdf" });
  });

  test("for what is far larger than it tells", { timeout: 30_000 }, async () => {
    const bomb = packed({ "word/document.xml": new Uint8Array(50 * 1024 * 1024).fill(0x20) });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await refused("bomb.docx", bomb)).toMatchObject({ code: "bomb" });
    expect(await refused("huge.txt", new Uint8Array(25 * 1024 * 1024 + 1).fill(0x61))).toMatchObject({
      code: "too_large",
      reason: expect.stringContaining("at most 25 MB"),
    });
    expect(await refused("long.txt", "ten years ".repeat(210_000))).toMatchObject({
      code: "too_large",
      reason: expect.stringContaining("2,000,000 characters"),
    });
  });
});

const heads = [
  "",
  "%PDF-1.7\n",
  "PK\x03\x04",
  "WEBVTT\n\n",
  "1\n00:00:01,000 --> ",
  "<html>",
  "[{",
  "From: a\nDate: b\n\n",
  "{\\rtf",
];
const names = ["a.txt", "a.md", "a.docx", "a.json", "a.eml", "a.html", "a.vtt", "a", "a.pdf"];

test(
  "Whatever a file holds, reading it ends well, with marks within its text",
  { timeout: 30_000 },
  async () => {
    const file = fc.tuple(
      fc.constantFrom(...names),
      fc.constantFrom(...heads),
      fc.oneof(
        fc.string({ unit: "binary", maxLength: 300 }),
        fc.json(),
        fc.string({
          unit: fc.constantFrom("\n", "\r", "<", ">", "v ", "a", "00:01.000", " --> ", ":", "\u0301"),
        }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(file, async ([name, head, body]) => {
        const found = await reading(name, head + body);
        if (found.kind !== "read") {
          expect(found.reason.length).toBeGreaterThan(10);
          return;
        }
        const { text, marks } = found.document;
        expect(text).toBe(text.normalize("NFC"));
        expect(text).not.toMatch(/\r/);
        expect(marks.map(({ offset }) => offset)).toEqual(
          marks.map(({ offset }) => offset).toSorted((a, b) => a - b),
        );
        for (const { offset } of marks) expect(offset).toBeLessThanOrEqual(text.length);
        expect(placeOf(found.document, text.length).line).toBeGreaterThan(0);
      }),
    );
  },
);

test("Whatever is changed in a DOCX, reading it ends well", { timeout: 30_000 }, async () => {
  const whole = makeDocx(`${paragraph("Orders")}<w:tbl><w:tr><w:tc>${paragraph("x")}</w:tc></w:tr></w:tbl>`);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
      async (changes) => {
        const bytes = Uint8Array.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        expect(["read", "refused", "away"]).toContain((await reading("a.docx", bytes)).kind);
      },
    ),
  );
});
