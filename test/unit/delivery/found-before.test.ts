import { expect, it } from "vitest";
import { foundBefore } from "../../../shared/jobs/delivery/requirements/found-before.ts";
import { numberRequirements } from "../../../shared/jobs/delivery/requirements/number-requirements.ts";
import type { Requirement, Requirements } from "../../../shared/domain/delivery/requirement.ts";

const cited = (document: string, quote: string, version = 1) => ({
  document,
  version,
  from: 0,
  to: quote.length,
  quote,
});
const requirement = (id: string, statement: string, citations: Requirement["citations"]): Requirement => ({
  id,
  statement,
  priority: "must",
  standing: "new",
  citations,
});
const before: Requirements = {
  requirements: [
    requirement("R1", "Rooms are listed", [cited("doc_brief", "Rooms are listed")]),
    requirement("R2", "Bookings have an end", [
      cited("doc_brief", "An end"),
      cited("doc_call", "with an end"),
    ]),
    requirement("R3", "Rooms have seats", [cited("doc_call", "seats")]),
    { ...requirement("R4", "One hour before", [cited("doc_call", "one hour")]), standing: "gone" },
  ],
  questions: [],
  stories: [],
};

it("keeps what other documents ask for, and its id; what only the changed one asked for is gone unless it is found there again", () => {
  const found = foundBefore(before, ["doc_brief"]);
  expect(found.requirements.map(({ statement }) => statement)).toEqual([
    "Bookings have an end",
    "Rooms have seats",
  ]);
  const anew = {
    requirements: [
      {
        statement: "Rooms are sold",
        priority: "must" as const,
        citations: [cited("doc_brief", "Rooms are sold", 2)],
      },
    ],
    questions: [],
    refused: [],
  };
  const { requirements } = numberRequirements([found, anew], before);
  expect(requirements.map(({ id, statement, standing }) => [id, statement, standing])).toEqual([
    ["R1", "Rooms are listed", "gone"],
    ["R2", "Bookings have an end", "new"],
    ["R3", "Rooms have seats", "new"],
    ["R4", "One hour before", "gone"],
    ["R5", "Rooms are sold", "new"],
  ]);
});

it("finds a sentence again that the new version has, under its id", () => {
  const anew = {
    requirements: [
      {
        statement: "Rooms are listed",
        priority: "should" as const,
        citations: [cited("doc_brief", "Rooms are listed", 2)],
      },
    ],
    questions: [],
    refused: [],
  };
  const { requirements } = numberRequirements([foundBefore(before, ["doc_brief"]), anew], before);
  expect(requirements.find(({ id }) => id === "R1")).toMatchObject({
    standing: "new",
    citations: [{ version: 2 }],
  });
});
