import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redactorOf } from "../../../shared/domain/delivery/redaction/redactor.ts";
import type { Requirement } from "../../../shared/domain/delivery/requirement.ts";
import { groundExtracted } from "../../../shared/jobs/delivery/requirements/ground-extracted.ts";
import { numberRequirements } from "../../../shared/jobs/delivery/requirements/number-requirements.ts";
import { tooMuch } from "../../../shared/jobs/delivery/requirements/too-much.ts";
import type { SourceDocument } from "../../../shared/jobs/delivery/requirements/source-document.ts";
import { batchesOf } from "../../support/documents/batches.ts";
import { foundIn } from "./support/found-in.ts";

const brief: SourceDocument = {
  id: "doc_brief",
  version: 2,
  name: "brief.md",
  text: "Rooms must be listed by name.\nA booking can be cancelled until one hour before it begins.\n",
};
const pieces = () => batchesOf([brief])[0] ?? [];

const said = (statement: string, ...quotes: string[]) => ({
  statement,
  priority: "must" as const,
  quotes: quotes.map((quote) => ({ document: "doc_brief", quote })),
});

describe("what a model has read", () => {
  it("rests on words that are there, with their place and version", () => {
    const found = groundExtracted(
      { requirements: [said("Rooms are listed", "Rooms must be listed by name.")], questions: [] },
      pieces(),
    );
    expect(found.requirements).toEqual([
      {
        statement: "Rooms are listed",
        priority: "must",
        citations: [
          { document: "doc_brief", version: 2, from: 0, to: 29, quote: "Rooms must be listed by name." },
        ],
      },
    ]);
  });

  it("is a question where its words are nowhere, and says which quote was made up", () => {
    const found = groundExtracted(
      {
        requirements: [said("Guests can book", "Guests must be able to book."), said("No quote")],
        questions: [],
      },
      pieces(),
    );
    expect(found.requirements).toEqual([]);
    expect(found.questions.map(({ kind }) => kind)).toEqual(["no_source", "no_source"]);
    expect(found.refused).toEqual(["doc_brief: Guests must be able to book."]);
  });

  it("finds no words of another version of the document, nor of another part", () => {
    const text = `${"Nothing is wanted here.\n".repeat(1500)}Guests must be able to book.\n`;
    const newer = { ...brief, version: 3, text: `Nothing.\n${brief.text.slice(30)}` };
    const [head = []] = batchesOf([{ ...brief, text }]);
    const read = (parts: typeof head, quote: string) =>
      groundExtracted({ requirements: [said("It is wanted", quote)], questions: [] }, parts);
    expect(read(batchesOf([newer])[0] ?? [], "Rooms must be listed by name.").requirements).toEqual([]);
    expect(read(head, "Guests must be able to book.").requirements).toEqual([]);
  });

  it("finds no words of one document in another", () => {
    const other = { ...brief, id: "doc_call", text: "Somebody has to bring cake to every meeting." };
    const all = batchesOf([brief, other])[0] ?? [];
    const found = groundExtracted(
      { requirements: [said("Cake", "Somebody has to bring cake")], questions: [] },
      all,
    );
    expect(found.requirements).toEqual([]);
  });
});

describe("what a model has read in place of personal data", () => {
  it("is cited with the true words, at their place in the document", () => {
    const text = "Hello.\nInes Ferrer <ines@acme.example> must be told of every booking.\n";
    const redactor = redactorOf([{ text, marks: [{ offset: 7, speaker: "Ines Ferrer" }] }]);
    const { text: shown, trueSpan } = redactor.mask(text);
    expect(shown).toBe("Hello.\n[name 1] <[mail 1]> must be told of every booking.\n");
    const document = { ...brief, text: shown, original: { text, trueSpan } };
    const found = groundExtracted(
      { requirements: [said("[name 1] is told", "[name 1] <[mail 1]> must be told")], questions: [] },
      batchesOf([document])[0] ?? [],
    );
    const quote = "Ines Ferrer <ines@acme.example> must be told";
    expect(found.requirements[0]?.citations).toEqual([
      { document: "doc_brief", version: 2, from: 7, to: 7 + quote.length, quote },
    ]);
  });
});

describe("parts of documents", () => {
  it("are the whole text, in order, none too long", () => {
    const text = fc
      .array(fc.constantFrom("word ", "line\n", "\n\n", "x".repeat(700)), { maxLength: 300 })
      .map((all) => all.join(""));
    fc.assert(
      fc.property(text, (all) => {
        const parts = batchesOf([{ ...brief, text: all }]).flat();
        expect(parts.map((part) => part.text).join("")).toBe(all);
        expect(Math.max(0, ...parts.map((part) => part.text.length))).toBeLessThanOrEqual(24_000);
        for (const part of parts) expect(all.slice(part.from, part.from + part.text.length)).toBe(part.text);
      }),
    );
  });
});

describe("ids of requirements", () => {
  it("stay with the words that they rest on, and are never given again", () => {
    const first = numberRequirements([
      foundIn(["Rooms are listed", "list the rooms"], ["Rooms are booked", "book the rooms"]),
    ]);
    expect(first.requirements.map(({ id }) => id)).toEqual(["R1", "R2"]);
    const second = numberRequirements(
      [foundIn(["All rooms are shown", "List  the rooms"], ["Cake", "there is cake"])],
      first,
    );
    expect(second.requirements.map(({ id, statement, standing }) => [id, statement, standing])).toEqual([
      ["R1", "All rooms are shown", "new"],
      ["R2", "Rooms are booked", "gone"],
      ["R3", "Cake", "new"],
    ]);
    const third = numberRequirements([foundIn(["Rooms are booked", "book the rooms"])], second);
    expect(third.requirements.map(({ id, standing }) => [id, standing])).toEqual([
      ["R1", "gone"],
      ["R2", "new"],
      ["R3", "gone"],
    ]);
  });

  it("stay where one sentence asks for several things that are told in another order and other words", () => {
    const quote = "show all rooms by name";
    const first = numberRequirements([
      foundIn(
        ["Rooms are listed", quote],
        ["Rooms are sorted by name", quote],
        ["Rooms have a picture", quote],
      ),
    ]);
    const idsOf = (...statements: string[]) =>
      numberRequirements([foundIn(...statements.map((one): [string, string] => [one, quote]))], first)
        .requirements.filter(({ standing }) => standing !== "gone")
        .map(({ id, statement }) => [id, statement]);
    expect(idsOf("Rooms are in the order of their name", "Rooms are listed")).toEqual([
      ["R1", "Rooms are listed"],
      ["R2", "Rooms are in the order of their name"],
    ]);
    expect(idsOf("Each room has its picture shown")).toEqual([["R3", "Each room has its picture shown"]]);
  });

  it("are one each, whatever was found before", () => {
    const word = fc.constantFrom("alpha", "beta", "gamma", "delta", "alpha.", "Beta");
    const reading = fc.array(fc.tuple(word, word), { maxLength: 6 }).map((all) => foundIn(...all));
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 5 }), (readings) => {
        let before: { requirements: Requirement[]; questions: [] } = { requirements: [], questions: [] };
        for (const one of readings) {
          const ids = new Map(before.requirements.map(({ id, statement }) => [id, statement]));
          const { requirements } = numberRequirements([one], before);
          expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length);
          for (const id of ids.keys()) expect(requirements.some((now) => now.id === id)).toBe(true);
          before = { requirements, questions: [] };
        }
      }),
    );
  });
});

describe("what is read of many documents", () => {
  it("is told to be too much for one plan before anything is made of it", () => {
    const many = (count: number, length: number) => {
      const requirements = Array.from({ length: count }, (_, n): Requirement => ({
        id: `R${n + 1}`,
        statement: `It is ${n}`,
        priority: "must",
        standing: "new",
        citations: [{ document: "d", version: 1, from: 0, to: length, quote: "x".repeat(length) }],
      }));
      return tooMuch({ requirements, questions: [], stories: [] });
    };
    expect(many(500, 300)).toBeNull();
    expect(many(501, 10)).toMatch(/^the documents ask for 501 requirements, .*make several deliveries/);
    expect(many(400, 2000)).toMatch(/bytes of quotes, .*make several deliveries/);
  });
});
