import type { Found } from "../../../../shared/jobs/delivery/requirements/ground-extracted.ts";

/** What was found in one document: statements, each with the words that it rests on. */
export const foundIn = (...all: [statement: string, quote: string][]): Found => ({
  requirements: all.map(([statement, quote], n) => ({
    statement,
    priority: "must",
    citations: [{ document: "d", version: 1, from: n, to: n + quote.length, quote }],
  })),
  questions: [],
  refused: [],
});
