import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toHtml } from "../../../pages/blog/src/lib/markdown.ts";
import {
  codeBlock,
  codeCell,
  codeSpan,
  escapeLine,
  plainLine,
} from "../../../shared/platform/escape-markdown.ts";

const named: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };
/** What a reader sees of HTML: its text. */
const seen = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&(?:#x([0-9a-f]+)|lt|gt|amp);/gi, (entity, hex?: string) =>
      hex === undefined ? (named[entity] ?? entity) : String.fromCodePoint(parseInt(hex, 16)),
    )
    .trim();
const tags = (html: string): string[] => [...html.matchAll(/<(\w+)/g)].map(([, name = ""]) => name);
/** As a person would write it down after reading: on one line, nothing hidden in it. */
const read = (text: string): string =>
  text
    .replaceAll(/[\s\p{Cc}]/gu, " ")
    .replaceAll(/\p{C}/gu, "")
    .replaceAll(/ +/g, " ")
    .trim();

/** Pieces that mean something to GitHub, among any others. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "`",
        "``",
        "```",
        "*",
        "**",
        "_",
        "~~",
        "[",
        "](",
        ")",
        "![",
        "<",
        ">",
        "</p>",
        "<!--",
        "-->",
        "<img src=x>",
        "|",
        "\\",
        "\n",
        "\n\n",
        "\r",
        "# ",
        "#12",
        "- ",
        "1. ",
        "> ",
        "---",
        "===",
        "&lt;",
        "&#64;",
        "@maya-ortiz",
        "https://evil.example/a",
        "www.evil.example",
        "mail@evil.example",
        "<https://evil.example>",
        "[^1]",
        "[ ] ",
        "acme/shop#7",
        "GH-7",
        "closes #7",
        "\u202e",
        "\u200b",
        "$x$",
        ":smile:",
        "    ",
        "\t",
        "[a]: http://b.example",
      ),
      fc.string({ unit: "grapheme", maxLength: 6 }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(""));

describe("a text on one line", () => {
  it("is read as it was written, whatever it is, and is nothing but text", async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const html = await toHtml(`${escapeLine(text)}\n`);
        expect(read(seen(html))).toBe(read(text));
        expect(tags(html).filter((tag) => tag !== "p")).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it("stays text in a heading, in a list and in bold", async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const html = await toHtml(`# Plan: ${escapeLine(text)}\n\n1. **RED**: ${escapeLine(text)}\n`);
        expect(tags(html)).toEqual(["h1", "ol", "li", "strong"]);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ["a person", "ask @maya-ortiz", /@maya/],
    ["a team", "cc @acme/owners", /@acme/],
    ["our own orders", "@agent approve", /@agent/],
    ["an issue", "fixes #12", /#1/],
    ["an issue elsewhere", "closes acme/shop#12", /#1/],
    ["an issue by its old name", "closes GH-12", /GH-1/i],
    ["an issue by its address", "closes https://github.com/acme/shop/issues/12", /:\/\//],
    ["a page", "see www.evil.example", /www\./],
  ])("neither calls nor refers to %s", (_name, text, power) => {
    // GitHub looks at the text that is left of the markup.
    const plain = escapeLine(text).replaceAll(/\\(?=[!-/:-@[-`{-~])/g, "");
    expect(plain).not.toMatch(power);
    expect(plainLine(text, 200)).not.toMatch(power);
    expect(read(plain)).toBe(read(text));
  });

  it("as a title is cut between characters", () => {
    expect(plainLine("ab😀cd", 4)).toBe("ab…");
    expect(plainLine("abcd", 4)).toBe("abcd");
    expect(plainLine(" two\nlines ", 20)).toBe("two lines");
  });
});

describe("code", () => {
  it("in a line stays code, with all backticks that it has", async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const html = await toHtml(`Run ${codeSpan(text)}.\n`);
        expect(tags(html)).toEqual(read(text) === "" ? ["p"] : ["p", "code"]);
        expect(seen(html).replaceAll(/ +/g, " ")).toBe(`Run ${read(text)}.`.replaceAll(/ +/g, " "));
      }),
      { numRuns: 200 },
    );
  });

  it("in a table stays in its cell", async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const html = await toHtml(`| a | b |\n| --- | --- |\n| ${codeCell(text)} | ${escapeLine(text)} |\n`);
        const cells = [...html.matchAll(/<td>([^]*?)<\/td>/g)].map(([, cell = ""]) => read(seen(cell)));
        expect(cells).toEqual([read(text), read(text)]);
        expect(tags(html)).not.toContain("a");
      }),
      { numRuns: 200 },
    );
  });

  it("of many lines is ended by nothing in it", async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const html = await toHtml(`${codeBlock(text)}\n\nafter\n`);
        expect(tags(html)).toEqual(["pre", "code", "p"]);
      }),
      { numRuns: 200 },
    );
  });
});
