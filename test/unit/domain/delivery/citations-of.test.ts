import { expect, it } from "vitest";
import { citationsOf } from "../../../../shared/domain/delivery/citations-of.ts";

const cites = (document: string, version: number, from: number) => ({
  document,
  version,
  from,
  to: from + 4,
  quote: "word",
});

it("finds what rests on a version of a document, by its place, and nothing of another", () => {
  const requirement = { statement: "It is wanted", priority: "must", standing: "new" } as const;
  const found = citationsOf(
    {
      requirements: [
        { ...requirement, id: "R1", citations: [cites("a", 1, 20), cites("b", 1, 0)] },
        { ...requirement, id: "R2", standing: "gone", citations: [cites("a", 2, 0)] },
      ],
      questions: [{ id: "Q1", kind: "open", question: "Which?", citations: [cites("a", 1, 3)] }],
    },
    { document: "a", version: 1 },
  );
  expect(found).toEqual([
    { id: "Q1", kind: "question", words: "Which?", standing: null, from: 3, to: 7 },
    { id: "R1", kind: "requirement", words: "It is wanted", standing: "new", from: 20, to: 24 },
  ]);
});
