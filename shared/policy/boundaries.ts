import type { Verdict } from "../domain/verdict.ts";

interface Boundary {
  verdict: Verdict["kind"];
  /** Seen by people outside the team: external input never makes it automatic. */
  outward: boolean;
  risk: "low" | "medium" | "high";
}

/** What each kind of action may do, one row a kind. A kind that has no row is forbidden. */
export const boundaries = {
  notification_internal: { verdict: "auto", outward: false, risk: "low" },
  "blog.rebuild": { verdict: "auto", outward: false, risk: "low" },
  "blog.publish": { verdict: "approval", outward: true, risk: "medium" },
  delete_data: { verdict: "forbidden", outward: false, risk: "high" },
  share_confidential: { verdict: "forbidden", outward: true, risk: "high" },
  modify_integration_config: { verdict: "forbidden", outward: false, risk: "high" },
  change_own_autonomy_level: { verdict: "forbidden", outward: false, risk: "high" },
} as const satisfies Record<string, Boundary>;

export type ActionKind = keyof typeof boundaries;

/** The kinds that have code to apply them: all but the forbidden ones. */
export type ApplicableKind = {
  [K in ActionKind]: (typeof boundaries)[K]["verdict"] extends "forbidden" ? never : K;
}[ActionKind];

export function boundaryOf(kind: ActionKind): Boundary {
  return boundaries[kind];
}
