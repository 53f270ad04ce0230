import type { Spine } from "../../spine/context.ts";

export interface LookBack {
  project: string;
  days: number;
  /** The same for repeats of one call. */
  onceKey: string;
}

export type Looked =
  /** `taskId`: of the cycle that thinks about it; null: there was nothing to think about. */
  { kind: "begun"; taskId: string | null; signals: number } | { kind: "refused"; reason: string };

/** Reads the last days of a project and has a cycle say what it would have done. */
export async function lookBack({ settings }: Spine, { project }: LookBack): Promise<Looked> {
  return Object.hasOwn(settings.RULES.projectWatch, project)
    ? { kind: "begun", taskId: null, signals: 0 }
    : { kind: "refused", reason: `${project} is not watched: RULES have no projectWatch.${project}` };
}
