import type { Frame } from "./frame.ts";
import { ownFrame, type Where } from "./own-frame.ts";
import type { BugReport } from "./report.ts";
import { isBuilt, pathUnder, withoutRoot } from "./repository-path.ts";
import { plainWords } from "./sources/identity-of-words.ts";
import { sourceOf } from "./sources/registry.ts";

export interface Fingerprint {
  /** What the report is about, as the system that it comes from tells its bugs apart. */
  fingerprint: string;
  /**
   * Error, what it says, and place in the code, the same wherever it is reported. Null when the report shows no code of
   * ours, none that has a name, or only what a bundler has made of it; and when it is not sure in which repository that
   * lies: two of them may have files and functions of the same names.
   */
  place: string | null;
}

/**
 * What makes two reports the same bug. Line numbers are in neither: they move with every change.
 * @param where whose `paths` are taken off a place's path; the usual roots of deployments are anyway.
 */
export async function fingerprintOf(report: BugReport, where: Where | null): Promise<Fingerprint> {
  return { fingerprint: await sourceOf(report).identity(), place: where && placeOf(report, where) };
}

function placeOf({ errorType, errorMessage, frames }: BugReport, where: Where): string | null {
  const at = ownFrame(frames, where);
  const frame = at === null ? undefined : frames[at];
  if (at === null || frame === undefined || isBuilt(frame.file)) return null;
  const name = nameAt(frames, at);
  if (name === null) return null;
  const [path = withoutRoot(frame.file)] = where.paths
    .flatMap((prefix) => pathUnder(prefix, frame.file) ?? [])
    .toSorted((a, b) => a.length - b.length);
  const says = errorMessage === null ? "" : plainWords(errorMessage).slice(0, longestWords);
  return `${errorType ?? "?"}(${says})@${where.repository}:${path}:${name}`;
}

const longestWords = 200;
/** Names that any function may have that was given none. */
const nameless =
  /^(?:(?:.*[./])?(?:<anonymous>|<lambda>|<listcomp>|<genexpr>|<dictcomp>|<module>|<unknown>)|.*\{\{?closure\}?\}.*|eval|anonymous)$/;

/** What a call is named, with the next one of ours around it where it has no name itself; null where none has. */
function nameAt(frames: readonly Frame[], at: number): string | null {
  const isNamed = ({ function: name }: Frame): boolean => name !== null && !nameless.test(name);
  const [first, ...outer] = frames.slice(at).filter(({ inApp }) => inApp);
  if (first === undefined) return null;
  if (isNamed(first)) return first.function;
  const around = outer.find(isNamed);
  return around === undefined ? null : `?<${around.function}`;
}
