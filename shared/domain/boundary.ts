import type { AutonomyLevel } from "./autonomy.ts";

export const risks = ["low", "medium", "high"] as const;
export type Risk = (typeof risks)[number];

/** What one kind of action may do. All of it goes into the verdict's record, so that a verdict can be made again. */
export interface Boundary {
  /** Who may propose it: people, as they think fit, besides jobs; or jobs alone, since it means what their work has led to. */
  proposedBy: "people" | "jobs";
  verdict: "auto" | "hold" | "approval" | "forbidden";
  /**
   * Whether a rule of the team's may say yes in people's place, where the verdict is approval. When it happens, its kind looks whether
   * what the rule demands holds.
   */
  byRule: boolean;
  /** How long a held action waits before it happens by itself, milliseconds; 0 for the others. */
  windowMs: number;
  /** Seen outside the team: external input never makes it happen without a person. */
  outward: boolean;
  risk: Risk;
  /** The autonomy level from which the kind may happen without a person. */
  level: AutonomyLevel;
  /** The level that the kind has in every project until people give it another; null: the project's. */
  startLevel: AutonomyLevel | null;
  /** How many recorded signals must speak for it. */
  sources: number;
  /** What the past must look like: anything, nothing bad, or a success that nothing bad has followed. */
  precedent: "any" | "clean" | "proven";
  /** Whose past that is: of the kind on the same target, or, where each target is a new one, of the kind in the project. */
  precedentOf: "target" | "kind";
  /** What one effect costs at the service, in micro-dollars. */
  microUsd: number;
}
