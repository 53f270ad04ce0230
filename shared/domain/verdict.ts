import type { Boundary } from "./boundary.ts";
import type { Autonomy } from "./autonomy.ts";
import type { Outcome } from "./outcome.ts";
import type { Provenance } from "./provenance.ts";

/** Who must say yes. */
export interface ApprovalRule {
  people: 1 | 2;
  /** Whether the person who asked for it may be among them. */
  ownAllowed: boolean;
}

export const dimensions = ["sourceAgreement", "boundaryCompliance", "schemaValidity", "precedent"] as const;
export type Dimension = (typeof dimensions)[number];

/** One dimension of confidence: computed, never claimed. */
export interface Finding {
  pass: boolean;
  finding: string;
}

/** What policy says of an action, with each reason in plain words. Deterministic: same inputs, same verdict. */
export type Verdict = { reasons: string[]; dimensions: Record<Dimension, Finding> } & (
  | { kind: "auto" }
  | { kind: "hold"; windowMs: number; rule: ApprovalRule }
  | { kind: "approval"; rule: ApprovalRule }
  | { kind: "forbidden" }
);

/**
 * All that a verdict is made from; kept in the ledger beside it, so that it can be made again. Nothing in here is a
 * number or a word of the model's choosing.
 */
export interface VerdictInput {
  kind: string;
  boundary: Boundary;
  /** False for a kind that has a boundary and no code yet. */
  built: boolean;
  provenance: Provenance;
  schemaValid: boolean;
  /** The fields of the kind's form that the payload has wrong; absent: none, or none that could be named. */
  wrongFields?: string[];
  /** Why the payload is not this kind's business. */
  outOfBounds: string | null;
  /** The team's rule that says yes in people's place, in words; null or absent: there is none. */
  byRule?: string | null;
  /** Distinct recorded signals that speak for it. */
  sources: number;
  /** How the last actions of this kind on this target ended, newest first. */
  precedent: Outcome[];
  autonomy: Autonomy;
  rule: ApprovalRule;
}
