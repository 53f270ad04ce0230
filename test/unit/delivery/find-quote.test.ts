import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteFinder } from "../../../shared/domain/delivery/find-quote.ts";

const text = "The brief.\n\nRooms must be shown\n  by name — and “nobody” may book twice.\nCafé İstanbul.";

describe("a quote in a text", () => {
  it.each([
    ["Rooms must be shown by name", "Rooms must be shown\n  by name"],
    ["rooms MUST be shown", "Rooms must be shown"],
    ['and "nobody" may book', "and “nobody” may book"],
    ["by name - and", "by name — and"],
    ["  nobody” may book twice.  ", "nobody” may book twice."],
    ["Café İstanbul", "Café İstanbul"],
  ])("is found however it is set: %s", (quote, expected) => {
    const span = quoteFinder(text)(quote);
    expect(span && text.slice(span.from, span.to)).toBe(expected);
  });

  it.each(["Rooms may be shown by name", "by name", "", "   ", "the", "…………"])(
    "is not found where it isn't there, or says too little: %j",
    (quote) => {
      expect(quoteFinder(text)(quote)).toBeNull();
    },
  );

  it("is found in every text that it is cut from, at words that read the same", () => {
    const words = fc.string({
      unit: fc.constantFrom("a", "Bc", "é", "“", "—", " ", "\n", "😀", "ß"),
      minLength: 12,
      maxLength: 80,
    });
    fc.assert(
      fc.property(words, fc.nat(60), fc.integer({ min: 9, max: 40 }), (all, from, length) => {
        const quote = all.slice(from, from + length);
        fc.pre(quote.replaceAll(/\s/g, "").length >= 8);
        const span = quoteFinder(all)(quote);
        expect(span).not.toBeNull();
        if (span === null) return;
        const same = (one: string): string => one.trim().replaceAll(/\s+/g, " ").toLowerCase();
        expect(same(all.slice(span.from, span.to))).toBe(same(quote));
      }),
    );
  });
});
