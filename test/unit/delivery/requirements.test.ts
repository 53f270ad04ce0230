import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redactorOf } from "../../../shared/domain/delivery/redaction/redactor.ts";
import type { Requirement } from "../../../shared/domain/delivery/requirement.ts";
import { groundExtracted, type Found } from "../../../shared/jobs/delivery/requirements/ground-extracted.ts";
import { numberRequirements } from "../../../shared/jobs/delivery/requirements/number-requirements.ts";
import {
  type Ground,
  settleConsolidated,
} from "../../../shared/jobs/delivery/requirements/settle-consolidated.ts";
import { tooMuch } from "../../../shared/jobs/delivery/requirements/too-much.ts";
import type { Consolidated } from "../../../shared/jobs/delivery/requirements/consolidate.ts";
import type { SourceDocument } from "../../../shared/jobs/delivery/requirements/source-document.ts";
import { batchesOf } from "../../support/documents/batches.ts";

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

const found = (...all: [statement: string, quote: string][]): Found => ({
  requirements: all.map(([statement, quote], n) => ({
    statement,
    priority: "must",
    citations: [{ document: "d", version: 1, from: n, to: n + quote.length, quote }],
  })),
  questions: [],
  refused: [],
});

describe("ids of requirements", () => {
  it("stay with the words that they rest on, and are never given again", () => {
    const first = numberRequirements([
      found(["Rooms are listed", "list the rooms"], ["Rooms are booked", "book the rooms"]),
    ]);
    expect(first.requirements.map(({ id }) => id)).toEqual(["R1", "R2"]);
    const second = numberRequirements(
      [found(["All rooms are shown", "List  the rooms"], ["Cake", "there is cake"])],
      first,
    );
    expect(second.requirements.map(({ id, statement, standing }) => [id, statement, standing])).toEqual([
      ["R1", "All rooms are shown", "new"],
      ["R2", "Rooms are booked", "gone"],
      ["R3", "Cake", "new"],
    ]);
    const third = numberRequirements([found(["Rooms are booked", "book the rooms"])], second);
    expect(third.requirements.map(({ id, standing }) => [id, standing])).toEqual([
      ["R1", "gone"],
      ["R2", "new"],
      ["R3", "gone"],
    ]);
  });

  it("stay where one sentence asks for several things that are told in another order and other words", () => {
    const quote = "show all rooms by name";
    const first = numberRequirements([
      found(
        ["Rooms are listed", quote],
        ["Rooms are sorted by name", quote],
        ["Rooms have a picture", quote],
      ),
    ]);
    const idsOf = (...statements: string[]) =>
      numberRequirements([found(...statements.map((one): [string, string] => [one, quote]))], first)
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
    const reading = fc.array(fc.tuple(word, word), { maxLength: 6 }).map((all) => found(...all));
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

const nothing: Consolidated = {
  same: [],
  standings: [],
  conflicts: [],
  overruled: [],
  stillOpen: [],
  stories: [],
  facts: {
    userInterface: "none",
    serverNeeded: true,
    persistence: false,
    dataScience: false,
    preferred: null,
  },
};
/** No answer has come, and nothing is there yet. */
const ground: Ground = { answers: new Set(), exists: [] };
const before = () => ({
  ...numberRequirements([
    found(
      ["Cancelled until an hour before", "until one hour before"],
      ["Cancelled until it begins", "until the very start"],
      ["Cancelled at any time", "cancel at any time"],
      ["Rooms are listed", "list the rooms"],
    ),
  ]),
  stories: [],
  exists: ["src/bookings.ts"],
});

describe("what is put together", () => {
  it("asks about a conflict with the words of both sides, and builds neither", () => {
    const settled = settleConsolidated(
      { ...nothing, conflicts: [{ requirements: ["R1", "R2", "R9"], question: "Until when?" }] },
      before(),
      ground,
    );
    expect(settled.questions).toMatchObject([{ id: "Q1", kind: "conflict", question: "Until when?" }]);
    expect(settled.questions[0]?.citations.map(({ quote }) => quote)).toEqual([
      "until one hour before",
      "until the very start",
    ]);
    expect(settled.requirements.map(({ standing }) => standing)).toEqual([
      "conflict",
      "conflict",
      "new",
      "new",
    ]);
  });

  it("has no story for what is in conflict, whatever a model puts on one", () => {
    const story = (key: string, requirements: string[], dependsOn: string[] = []) => ({
      id: null,
      key,
      title: key,
      narrative: "n",
      priority: "must" as const,
      criteria: ["c"],
      requirements,
      dependsOn,
    });
    const { stories } = settleConsolidated(
      {
        ...nothing,
        conflicts: [{ requirements: ["R1", "R2"], question: "Until when?" }],
        stories: [story("cancel", ["R1"]), story("list", ["R2", "R4"], ["cancel"]), story("all", ["R3"])],
      },
      before(),
      ground,
    );
    // What waited for it is told to be unknown, so that it is put otherwise.
    expect(stories.map(({ title, requirements, dependsOn }) => [title, requirements, dependsOn])).toEqual([
      ["list", ["R4"], ["cancel"]],
      ["all", ["R3"], []],
    ]);
  });

  it("asks once where a contradiction has the very words of what was open", () => {
    const open = { id: "Q1", kind: "open" as const, question: "Until when?", citations: [] };
    const settled = settleConsolidated(
      {
        ...nothing,
        stillOpen: ["Q1"],
        conflicts: [{ requirements: ["R1", "R2"], question: "Until when?" }],
      },
      { ...before(), questions: [open] },
      ground,
    );
    expect(settled.questions.map(({ id, kind }) => [id, kind])).toEqual([["Q1", "conflict"]]);
  });

  it("lets a model overrule only by what stands, and never both of two", () => {
    const settled = settleConsolidated(
      {
        ...nothing,
        overruled: [
          { requirement: "R1", by: "R2" },
          { requirement: "R2", by: "R1" },
          { requirement: "R3", by: "R77" },
        ],
      },
      before(),
      { ...ground, answers: new Set(["d"]) },
    );
    expect(settled.requirements.map(({ id, standing }) => [id, standing])).toEqual([
      ["R1", "gone"],
      ["R2", "new"],
      ["R3", "new"],
      ["R4", "new"],
    ]);
  });

  it("is a change of what exists, or true already, only by a file that is there", () => {
    const standings = [
      { requirement: "R1", standing: "edit", file: "src/bookings.ts", why: "it has bookings" },
      { requirement: "R2", standing: "already_true", file: "src/made-up.ts", why: "so the README says" },
      { requirement: "R9", standing: "edit", file: "src/bookings.ts", why: "nobody asks for it" },
    ] as const;
    const judged = { ...nothing, standings: [...standings] };
    const standingIn = (exists: string[]) =>
      settleConsolidated(judged, before(), { ...ground, exists }).requirements.map(({ id, standing }) => [
        id,
        standing,
      ]);
    const news = [
      ["R2", "new"],
      ["R3", "new"],
      ["R4", "new"],
    ];
    expect(standingIn(["src/bookings.ts"])).toEqual([["R1", "edit"], ...news]);
    expect(standingIn([])).toEqual([["R1", "new"], ...news]);
  });

  it("keeps a known story's id and gives a new one the next", () => {
    const story = { narrative: "n", priority: "must" as const, criteria: ["c"], requirements: ["R1"] };
    const known = { ...story, id: "S4", title: "Old", dependsOn: [] };
    const settled = settleConsolidated(
      {
        ...nothing,
        stories: [
          { ...story, id: null, key: "new", title: "New", dependsOn: ["old", "nowhere"] },
          { ...story, id: "S4", key: "old", title: "Old, but better", dependsOn: [] },
        ],
      },
      { ...before(), stories: [known] },
      ground,
    );
    expect(settled.stories.map(({ id, dependsOn }) => [id, dependsOn])).toEqual([
      ["S5", ["S4", "nowhere"]],
      ["S4", []],
    ]);
  });

  it("lets nothing be overruled by what is no answer and no later version", () => {
    const overruled = [{ requirement: "R1", by: "R2" }];
    const standings = (all: Requirement[], answers: string[]) =>
      settleConsolidated(
        { ...nothing, overruled },
        { ...before(), requirements: all },
        {
          ...ground,
          answers: new Set(answers),
        },
      ).requirements.map(({ standing }) => standing);
    const [one, two] = before().requirements;
    if (one === undefined || two === undefined) throw new Error("there are two");
    const cites = (of: Requirement, document: string, version: number): Requirement => ({
      ...of,
      citations: of.citations.map((its) => ({ ...its, document, version })),
    });
    expect(standings([one, two], [])).toEqual(["new", "new"]);
    expect(standings([one, cites(two, "other", 9)], [])).toEqual(["new", "new"]);
    expect(standings([one, cites(two, "d", 2)], [])).toEqual(["gone", "new"]);
    expect(standings([cites(one, "d", 3), cites(two, "d", 2)], [])).toEqual(["new", "new"]);
    expect(standings([one, cites(two, "said", 1)], ["said"])).toEqual(["gone", "new"]);
  });

  it("asks about what has no source until people have answered, whatever a model says of it", () => {
    const question = { id: "Q1", kind: "no_source" as const, question: "Is this wanted?", citations: [] };
    const asked = (answers: string[], stillOpen: string[]) =>
      settleConsolidated(
        { ...nothing, stillOpen },
        { ...before(), questions: [question] },
        {
          ...ground,
          answers: new Set(answers),
        },
      ).questions.length;
    expect([asked([], []), asked(["said"], ["Q1"]), asked(["said"], [])]).toEqual([1, 1, 0]);
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
