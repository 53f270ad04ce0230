import type { Rules } from "../../policy/rules.ts";
import type { BugReport } from "./report.ts";
import { pathUnder, withoutRoot } from "./repository-path.ts";
import { sourceOf } from "./sources/registry.ts";

export interface Fingerprint {
  /** What the report is about, as the system that it comes from tells its bugs apart. */
  fingerprint: string;
  /**
   * Error and place in the code, the same wherever it is reported; null when the report shows no code of ours, or it is
   * not sure in which repository that lies: two of them may have files and functions of the same names.
   */
  place: string | null;
}

/** The repository in which a bug surely lives, with the beginnings of paths that stand for its root. */
export type Where = { repository: string } & Pick<Rules["repositories"][string], "paths">;

/**
 * What makes two reports the same bug. Line numbers are in neither: they move with every change.
 * @param where whose `paths` are taken off a place's path; the usual roots of deployments are anyway.
 */
export async function fingerprintOf(report: BugReport, where: Where | null): Promise<Fingerprint> {
  return { fingerprint: await sourceOf(report).identity(), place: where && placeOf(report, where) };
}

function placeOf({ errorType, frames }: BugReport, { repository, paths }: Where): string | null {
  const frame = frames.find((one) => one.inApp);
  if (frame === undefined) return null;
  const [path = withoutRoot(frame.file)] = paths
    .flatMap((prefix) => pathUnder(prefix, frame.file) ?? [])
    .toSorted((a, b) => a.length - b.length);
  return `${errorType ?? "?"}@${repository}:${path}:${frame.function ?? "?"}`;
}
