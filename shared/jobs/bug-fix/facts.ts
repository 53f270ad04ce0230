import type { FactSpecs } from "../../domain/ledger.ts";

/** What only fixing bugs puts on record. */
export const bugFixFacts = {
  "bug.judged": { status: "working" },
  "bug.linked": { status: null },
  "bug.parted": { status: null },
  "repository.found": { status: "working" },
  "plan.written": { status: "working" },
} as const satisfies FactSpecs;

type BugFixFacts = typeof bugFixFacts;

declare module "../../domain/ledger.ts" {
  interface FactTypes extends BugFixFacts {}
}
