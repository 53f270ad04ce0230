import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textToAdf } from "../../../../shared/integrations/jira/adf.ts";
import { adfToText, linksIn } from "../../../../shared/integrations/jira/adf-to-text.ts";

const paragraph = (...texts: string[]) => ({
  type: "paragraph",
  content: texts.map((text) => ({ type: "text", text })),
});
const item = (text: string) => ({ type: "listItem", content: [paragraph(text)] });
const blocks = (text: string) => textToAdf(text).content;

describe("text as a document", () => {
  it("has the lists that it looks like, each with the numbers that it has", () => {
    expect(blocks("We need:\n- tea\n* milk\nToday.")).toEqual([
      paragraph("We need:"),
      { type: "bulletList", content: [item("tea"), item("milk")] },
      paragraph("Today."),
    ]);
    expect(blocks("3. c\n4. d\n6) f")).toEqual([
      { type: "orderedList", attrs: { order: 3 }, content: [item("c"), item("d")] },
      { type: "orderedList", attrs: { order: 6 }, content: [item("f")] },
    ]);
    expect(blocks("2026. That was a year.\n-5 degrees")).toMatchObject([{ type: "paragraph" }]);
  });

  it("links an address to itself, without the point behind it", () => {
    const href = "https://a.example/b?c=d(e";
    expect(blocks(`See ${href}).`)).toEqual([
      {
        type: "paragraph",
        content: [
          { type: "text", text: "See " },
          { type: "text", text: href, marks: [{ type: "link", attrs: { href } }] },
          { type: "text", text: ")." },
        ],
      },
    ]);
    expect(linksIn(textToAdf("javascript:alert(1) ftp://a.example [a](b) http://"))).toEqual([]);
  });

  it("has no markup besides, loses no word, and shows every address that it leads to", () => {
    const bits = fc.constantFrom(
      ..."ab\n\n-*#!@[](){}|`_~<>".split(""),
      "http://x.example/",
      "https://",
      "- ",
      "1. ",
      "accountId:1",
      "\r",
    );
    const known = new Set([
      "doc",
      "paragraph",
      "text",
      "hardBreak",
      "bulletList",
      "orderedList",
      "listItem",
      "link",
    ]);
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 40 }), (parts) => {
        const text = parts.join("");
        const document = textToAdf(text);
        const types = JSON.stringify(document).matchAll(/"type":"(\w+)"/g);
        expect([...types].filter(([, type = ""]) => !known.has(type))).toEqual([]);
        // What marks an item of a list is the list's.
        const letters = (from: string) => from.replaceAll(/[-*•\d.)\s]/g, "");
        expect(letters(adfToText(document))).toBe(letters(text));
        for (const link of linksIn(document)) expect(text).toContain(link);
      }),
    );
  });
});
