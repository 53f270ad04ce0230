import type { FactSpecs } from "../../domain/ledger.ts";

/** What only deliveries put on record. */
export const deliveryFacts = {
  "documents.read": { status: "working", step: "thought", tell: ({ summary }) => `${summary}.` },
  "requirements.settled": { status: "working", step: "thought", tell: ({ summary }) => `${summary}.` },
  "repository.read": { status: "working", step: "thought", tell: ({ summary }) => `${summary}.` },
  "design.made": { status: "working", step: "thought", tell: ({ summary }) => `${summary}.` },
} as const satisfies FactSpecs;

type DeliveryFacts = typeof deliveryFacts;

declare module "../../domain/ledger.ts" {
  interface FactTypes extends DeliveryFacts {}
}
