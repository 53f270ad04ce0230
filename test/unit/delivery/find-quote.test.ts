import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteFinder } from "../../../shared/domain/find-quote.ts";

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

  it.each([
    "Rooms may be shown by name",
    "Rooms must be shown by the name",
    "Rooms must be shown name",
    "Rooms must be shown by name and",
    "ooms must be shown",
    "Rooms must be sho",
    "Rooms must be shown … “nobody” may book twice",
    "by name",
    "",
    "   ",
    "the",
    "…………",
  ])("is not found where it isn't there, or says too little: %j", (quote) => {
    expect(quoteFinder(text)(quote)).toBeNull();
  });

  it.each([
    ["Guests are unable to book a room.", "able to book a room"],
    ["Nobody can’t cancel it later.", "Nobody can"],
    ["Room 2100 is for the board.", "Room 210"],
    ["Man darf das Zimmer unabsagbar buchen.", "absagbar buchen"],
  ])("isn't found within words, which may say the opposite: %s", (all, quote) => {
    expect(quoteFinder(all)(quote)).toBeNull();
  });

  it.each([
    ["The require-\nments are agreed on.", "The requirements are agreed", "The require-\nments are agreed"],
    ["All require-\n\nments are met.", "all requirements are met", "All require-\n\nments are met"],
    ["A well-\n  known system is used.", "a well-known system", "A well-\n  known system"],
    [
      "A well-\nknown system has require-\nments.",
      "well-\nknown system has requirements",
      "well-\nknown system has require-\nments",
    ],
    ["Keep it as set: re-\nquire a sign-in.", "Keep it as set: re-\nquire", "Keep it as set: re-\nquire"],
    ["The o\ufb03ce is noti\ufb01ed.", "The office is notified.", "The o\ufb03ce is noti\ufb01ed."],
    ["And so on… until then.", "and so on... until", "And so on… until"],
    ["Ten\u00a0years\u202fat least.", "Ten years at least.", "Ten\u00a0years\u202fat least."],
    ["Rooms—each of them—must be shown.", "each of them—must be shown", "each of them—must be shown"],
  ])("is found however it is printed: %j", (all, quote, expected) => {
    const span = quoteFinder(all)(quote);
    expect(span && all.slice(span.from, span.to)).toBe(expected);
  });

  it.each([
    ["Tickets are non-refundable until May.", "refundable until May"],
    ["Guests are un-\nable to book a room.", "able to book a room"],
    ["The service is never cost-free.", "The service is never cost"],
    ["In 2020-\n2021 it was kept.", "In 20202021 it was"],
  ])("isn't found within compounds, nor across what is no word: %j", (all, quote) => {
    expect(quoteFinder(all)(quote)).toBeNull();
  });

  it("is found at the first place at which its words are whole", () => {
    const all = "They are unable to book a room, but we must be able to book a room.";
    expect(quoteFinder(all)("able to book a room")?.from).toBe(47);
  });

  it("is found in a script that is written without spaces", () => {
    expect(quoteFinder("予約は開始時刻までキャンセルできる。")("開始時刻までキャンセル")).toEqual({
      from: 3,
      to: 14,
    });
  });

  const words = fc.string({
    unit: fc.constantFrom("a", "Bc", "é", "“", "—", " ", "\n", "😀", "ß"),
    minLength: 12,
    maxLength: 80,
  });
  const isLetter = (one: string): boolean => /[a-zéß]/i.test(one);
  /** From the beginning of a word to the end of one. */
  const whole = (all: string, from: number, length: number): string => {
    let [begin, end] = [from, Math.min(all.length, from + length)];
    while (isLetter(all.charAt(begin)) && isLetter(all.charAt(begin - 1))) begin -= 1;
    while (isLetter(all.charAt(end)) && isLetter(all.charAt(end - 1))) end += 1;
    return all.slice(begin, end);
  };

  it("is found in every text that it is cut from, at words that read the same", () => {
    fc.assert(
      fc.property(words, fc.nat(60), fc.integer({ min: 9, max: 40 }), (all, from, length) => {
        const quote = whole(all, from, length);
        fc.pre(quote.replaceAll(/\s/g, "").length >= 8);
        const span = quoteFinder(all)(quote);
        expect(span).not.toBeNull();
        if (span === null) return;
        const same = (one: string): string => one.trim().replaceAll(/\s+/g, " ").toLowerCase();
        expect(same(all.slice(span.from, span.to))).toBe(same(quote));
      }),
    );
  });

  it("is never found with another word in the place of one of its own", () => {
    const word = fc.stringMatching(/^[a-z]{2,9}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 5, maxLength: 30 }), fc.nat(), word, (all, place, other) => {
        const at = place % all.length;
        fc.pre(!all.includes(other) && all.join("").length >= 20);
        const finds = quoteFinder(all.join(" "));
        expect(finds(all.with(at, other).join(" "))).toBeNull();
        expect(finds(all.toSpliced(at, 0, other).join(" "))).toBeNull();
        expect(finds(all.join("\n").toUpperCase())).not.toBeNull();
      }),
    );
  });
});
