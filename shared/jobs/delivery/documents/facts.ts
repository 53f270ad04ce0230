import type { FactSpecs } from "../../../domain/ledger.ts";

/** What is on record of documents that come in. They belong to no task. */
export const documentFacts = {
  "document.received": { status: null },
  "document.same": { status: null },
  "document.read": { status: null },
  "document.refused": { status: null },
} as const satisfies FactSpecs;

type DocumentFacts = typeof documentFacts;

declare module "../../../domain/ledger.ts" {
  interface FactTypes extends DocumentFacts {}
}
