import type { FactSpecs } from "../../domain/ledger.ts";

/** What only the watch puts on record. */
export const projectWatchFacts = {
  /** A cycle has taken signals up. */
  "watch.taken": { status: "working", step: "signal" },
  /** What it made of them. */
  "watch.sanitised": { status: "working", step: "thought" },
  "watch.classified": { status: "working", step: "thought" },
  "watch.reasoned": { status: "working", step: "thought" },
  /** What it wanted to do. */
  "watch.proposed": { status: "working", step: "proposal" },
  /** Something it could not do, and went on without. */
  "watch.skipped": { status: "working" },
  "watch.withdrawn": { status: null, step: "decision" },
  "watch.kept_house": { status: "working" },
  /** Without a task: a source of a project stopped telling, or tells again. */
  "watch.source_failing": { status: null },
  "watch.source_silent": { status: null },
  "watch.source_recovered": { status: null },
  "watch.resynced": { status: null },
  "watch.reviewed": { status: null },
  "artefact.changed": { status: null },
  /** The crew would change something that it may not change by itself; and what people said to it. */
  "artefact.suggested": { status: null },
  "artefact.decided": { status: null },
} as const satisfies FactSpecs;

type ProjectWatchFacts = typeof projectWatchFacts;

declare module "../../domain/ledger.ts" {
  interface FactTypes extends ProjectWatchFacts {}
}
