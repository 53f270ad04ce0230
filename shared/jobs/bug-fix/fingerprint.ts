import { sha256 } from "../../platform/digest.ts";
import type { Rules } from "../../policy/rules.ts";
import type { BugReport } from "./report.ts";
import { pathUnder, withoutRoot } from "./repository-path.ts";

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
  return { fingerprint: await identityOf(report), place: where && placeOf(report, where) };
}

async function identityOf({ origin, title, text, repository }: BugReport): Promise<string> {
  switch (origin.kind) {
    case "sentry":
      return `sentry:${origin.organization}:${origin.issueId}`;
    case "jira":
      return `jira:${origin.issue}`;
    case "github":
      return `github:${origin.repository.toLowerCase()}#${origin.issue}`;
    case "slack":
    case "api": {
      // The title of words that came alone is their beginning.
      const words = text === "" ? title : text;
      return `text:${(await sha256(`${repository?.toLowerCase() ?? ""}\n${plainWords(words)}`)).slice(0, 32)}`;
    }
  }
}

/** Words without what differs from one occurrence to the next: case, numbers, ids, spaces and punctuation. */
export function plainWords(text: string): string {
  const words = text.normalize("NFKC").toLowerCase();
  const plain = words
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, " ")
    .replaceAll(/\b0x[0-9a-f]+\b/g, " ")
    // An id has a figure in it; "deadbeef" and "facade" are words.
    .replaceAll(/\b(?=[a-f]*\d)[0-9a-f]{6,}\b/g, " ")
    .replaceAll(/\d+/g, " ")
    .replaceAll(/[^\p{L}\p{M}]+/gu, " ")
    .trim();
  return plain === "" ? words.trim() : plain;
}

function placeOf({ errorType, frames }: BugReport, { repository, paths }: Where): string | null {
  const frame = frames.find((one) => one.inApp);
  if (frame === undefined) return null;
  const [path = withoutRoot(frame.file)] = paths
    .flatMap((prefix) => pathUnder(prefix, frame.file) ?? [])
    .toSorted((a, b) => a.length - b.length);
  return `${errorType ?? "?"}@${repository}:${path}:${frame.function ?? "?"}`;
}
