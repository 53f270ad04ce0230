import { describe, expect, it } from "vitest";
import { blueskyProblems } from "../../../shared/domain/bluesky-text.ts";
import { marksIn } from "../../../shared/domain/marked-text.ts";
import { countBytes } from "../../../shared/domain/text-length.ts";
import { threadsLength, threadsProblems } from "../../../shared/domain/threads-text.ts";

const family = "👩‍👩‍👧‍👦";

describe("a post on Bluesky", () => {
  it.each([
    ["300 letters", "a".repeat(300)],
    ["300 emoji of several code points", "👍🏽".repeat(300)],
    ["as many families as 3000 bytes hold", family.repeat(Math.floor(3000 / countBytes(family)))],
    ["300 letters with marks of their own", "e\u0301".repeat(300)],
    ["exactly 3000 bytes", `${"🚆".repeat(250)}${"👍🏽".repeat(50)}`.padEnd(300) + "\u0301".repeat(800)],
  ])("takes %s", (_name, text) => {
    expect(blueskyProblems(text)).toEqual([]);
  });

  it.each([
    ["301 letters", "a".repeat(301), "301 graphemes"],
    ["few characters of too many bytes", family.repeat(121), "3025 bytes"],
    ["a character of too many bytes", `a${"\u0301".repeat(1500)}`, "3001 bytes"],
    ["blanks alone", " \n", "must not be empty"],
  ])("does not take %s", (_name, text, problem) => {
    expect(blueskyProblems(text).join("; ")).toContain(problem);
  });
});

describe("a post on Threads", () => {
  it.each([
    ["letters", "abc", 3],
    ["letters outside of the basic plane", "𝒳é", 2],
    ["a train", "🚆", 4],
    ["a thumb with its colour", "👍🏽", 8],
    ["a family", family, 25],
    ["a flag", "🇩🇪", 8],
  ])("counts %s as it should", (_name, text, length) => {
    expect(threadsLength(text)).toBe(length);
  });

  const links = (n: number): string =>
    Array.from({ length: n }, (_, i) => `https://example.com/${i}`).join(" ");

  it.each([
    ["500 letters", "a".repeat(500), null],
    ["125 trains", "🚆".repeat(125), null],
    ["20 families", family.repeat(20), null],
    ["five links", links(5), null],
    ["five links of which one is its card too", links(5), "https://example.com/3"],
    ["one link six times", "https://example.com/ ".repeat(6), null],
  ])("may have %s", (_name, text, link) => {
    expect(threadsProblems(text, link)).toEqual([]);
  });

  it.each([
    ["501 letters", "a".repeat(501), null, "501 characters"],
    ["126 trains", "🚆".repeat(126), null, "504 characters"],
    ["six links", links(6), null, "6 different links"],
    ["five links and another as its card", links(5), "https://example.com/card", "6 different links"],
    ["nothing", "\n", null, "must not be empty"],
  ])("may not have %s", (_name, text, link, problem) => {
    expect(threadsProblems(text, link).join("; ")).toContain(problem);
  });
});

describe("what is marked in a text", () => {
  it.each([
    ["See https://example.com/a(b).", [["link", "https://example.com/a(b)"]]],
    ["(https://example.com/a)", [["link", "https://example.com/a"]]],
    ["www.example.com/x, then", [["link", "https://www.example.com/x"]]],
    ["by @Maya.Example.com!", [["mention", "maya.example.com"]]],
    [
      "#trains, #2026 #2026er #größe_1",
      [
        ["tag", "trains"],
        ["tag", "2026er"],
        ["tag", "größe_1"],
      ],
    ],
    ["maya@example.com a#b x@y @nobody #", []],
    ["javascript:alert(1) ftp://example.com", []],
    ["https:// https://[", []],
    [`#${"a".repeat(65)}`, []],
  ])("in %s", (text, expected) => {
    expect(marksIn(text).map(({ kind, value }) => [kind, value])).toEqual(expected);
    for (const { start, end } of marksIn(text)) expect(text.slice(start, end)).toMatch(/^\S+$/);
  });
});
