import { type StoredSpec } from "../../../shared/executor/stored-spec.ts";

export const commit = "a".repeat(40);

export const planned: Pick<Extract<StoredSpec, { mode: "execute" }>, "discovery" | "plan"> = {
  discovery: {
    repository: "acme/checkout",
    confidence: 0.9,
    affectedFiles: ["src/cart.js"],
    rootCause: "It doesn't look.",
    reasoning: "The trace says so.",
    relatedFiles: [],
  },
  plan: {
    summary: "Look before adding up",
    scope: "cart",
    steps: [
      { type: "test", file: "test/cart.test.js", action: "Show it" },
      { type: "implement", file: "src/cart.js", action: "Look" },
    ],
    testCommand: "npm test",
    estimatedMinutes: 5,
    riskLevel: "low",
    risks: [],
  },
};
