import type { FactSpecs } from "../../domain/ledger.ts";

/** What only the editorial desk puts on record. */
export const editorialFacts = {
  "request.routed": {
    status: null,
    step: "thought",
    tell: ({ summary }) => `Nobody had to think about what it is: ${summary}.`,
  },
  "intent.classified": {
    status: "working",
    step: "thought",
    tell: ({ summary }) => `It was understood as: ${summary}.`,
  },
  "mail.followed": { status: null, step: "signal", tell: ({ summary }) => `${summary}.` },
  "rubric.checked": { status: "working", step: "thought" },
  "draft.written": { status: "working", step: "thought", tell: ({ summary }) => `Claude wrote ${summary}.` },
  // The ticket that a task is told of in, and that people have taken it over.
  "ticket.opened": { status: null, step: "effect", tell: ({ summary }) => `${summary}.` },
  "ticket.left": { status: null, step: "decision", tell: ({ summary }) => `${summary}.` },
  // What people have done to a schedule.
  "schedule.changed": { status: null },
} as const satisfies FactSpecs;

type EditorialFacts = typeof editorialFacts;

declare module "../../domain/ledger.ts" {
  interface FactTypes extends EditorialFacts {}
}
