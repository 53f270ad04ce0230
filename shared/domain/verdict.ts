import type { ActionKind } from "../policy/boundaries.ts";
import type { Provenance } from "./provenance.ts";

/** What policy says of an action, with each reason in plain words. Deterministic: same inputs, same verdict. */
export interface Verdict {
  kind: "auto" | "hold" | "approval" | "forbidden";
  reasons: string[];
}

/** What a verdict is made from. Nothing here is a number or a word of the model's choosing. */
export interface VerdictInput {
  kind: ActionKind;
  provenance: Provenance;
  schemaValid: boolean;
}
