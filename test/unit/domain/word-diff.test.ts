import { describe, expect, it } from "vitest";
import { collapse, lineDiff, type Piece, wordDiff } from "../../../shared/domain/word-diff.ts";

const shown = (pieces: readonly Piece[], kinds: readonly Piece["kind"][]) =>
  pieces.flatMap((piece) => (kinds.includes(piece.kind) ? [piece.text] : [])).join("");

describe("what changed between two versions", () => {
  it("shows words that were exchanged as one change, with the space between them", () => {
    expect(wordDiff("We move on Friday evening.", "We move next Monday evening.")).toEqual([
      { kind: "same", text: "We move " },
      { kind: "gone", text: "on Friday" },
      { kind: "new", text: "next Monday" },
      { kind: "same", text: " evening." },
    ]);
  });

  it.each([
    ["", "All new."],
    ["All gone.", ""],
    ["one\n\ntwo\nthree", "one\ntwo\n\nthree and four"],
    ["  spaces  at  ends ", "spaces at the ends"],
    ["Ein Weg führt über Köln 👩‍👩‍👧.", "Kein Weg führt nach Köln 👩‍👧."],
    [`${"word ".repeat(300)}end`, `start ${"word ".repeat(300)}`],
  ])("loses no character of either version (%#)", (before, after) => {
    const pieces = wordDiff(before, after);
    expect(shown(pieces, ["same", "gone", "skipped"])).toBe(before);
    expect(shown(pieces, ["same", "new", "skipped"])).toBe(after);
  });

  it("says of equal texts that nothing changed", () => {
    expect(wordDiff("The same.", "The same.")).toEqual([{ kind: "same", text: "The same." }]);
  });

  it("leaves out the middle of what stayed, and says how many words that is", () => {
    const long = Array.from({ length: 200 }, (_one, n) => `word${n}`).join(" ");
    const pieces = collapse([
      { kind: "gone", text: "a" },
      { kind: "same", text: long },
      { kind: "new", text: "b" },
    ]);
    expect(pieces.map((piece) => piece.kind)).toEqual(["gone", "same", "skipped", "same", "new"]);
    const skipped = pieces.find((piece) => piece.kind === "skipped");
    expect(skipped).toMatchObject({ words: skipped?.text.trim().split(/\s+/).length });
    expect(pieces.map((piece) => piece.text).join("")).toBe(`a${long}b`);
    // Words stay whole on both sides of the gap.
    expect(pieces[1]?.text).toMatch(/word\d+$/);
    expect(pieces[3]?.text).toMatch(/^word\d+/);
  });

  it("keeps before the first change and after the last one only what is beside it", () => {
    const long = "word ".repeat(200);
    const kinds = collapse([
      { kind: "same", text: long },
      { kind: "new", text: "x" },
      { kind: "same", text: long },
    ]).map((piece) => piece.kind);
    expect(kinds).toEqual(["skipped", "same", "new", "same", "skipped"]);
  });

  it("shows what stayed when it is short", () => {
    const runs = [
      { kind: "new", text: "a" },
      { kind: "same", text: "word ".repeat(60) },
      { kind: "new", text: "b" },
    ] as const;
    expect(collapse(runs)).toEqual(runs);
  });
});

describe("lists of lines", () => {
  it("show a new line as new, however much it looks like its neighbour", () => {
    expect(lineDiff("src/a.ts\nsrc/c.ts", "src/a.ts\nsrc/b.ts\nsrc/c.ts")).toEqual([
      { kind: "same", text: "src/a.ts\n" },
      { kind: "new", text: "src/b.ts\n" },
      { kind: "same", text: "src/c.ts\n" },
    ]);
  });

  it("show what comes into an empty one", () => {
    expect(lineDiff("", "src/a.ts")).toEqual([{ kind: "new", text: "src/a.ts\n" }]);
  });
});
