import type { FactSpecs } from "../../domain/ledger.ts";

/** What only deliveries put on record. */
export const deliveryFacts = {
  "documents.read": { status: "working", step: "thought", tell: ({ summary }) => `${summary}.` },
  "requirements.settled": { status: "working", step: "thought", tell: ({ summary }) => `${summary}.` },
  "repository.read": { status: "working", step: "thought", tell: ({ summary }) => `${summary}.` },
  "design.made": { status: "working", step: "thought", tell: ({ summary }) => `${summary}.` },
  "foundation.laid": { status: "working", step: "effect", tell: ({ summary }) => `${summary}.` },
  "story.begun": { status: "working", step: "effect", tell: ({ summary }) => `${summary}.` },
  "story.ended": { status: null, step: "effect", tell: ({ summary }) => `${summary}.` },
  "delivery.changed": { status: null, step: "decision", tell: ({ summary }) => `${summary}.` },
  "delivery.reported": { status: "working" },
} as const satisfies FactSpecs;

type DeliveryFacts = typeof deliveryFacts;

declare module "../../domain/ledger.ts" {
  interface FactTypes extends DeliveryFacts {}
}
