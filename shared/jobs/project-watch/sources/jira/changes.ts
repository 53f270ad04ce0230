import { commentSignal, createdSignal, historySignals, moveIn } from "../../../../integrations/jira/map.ts";
import type { ChangedIssue } from "../../../../integrations/jira/schema.ts";
import type { Comment, History } from "../../../../integrations/jira/shapes.ts";
import { projectOf, type WatchedProject } from "../../../../integrations/jira/watched.ts";
import type { WatchSignal } from "../../../../domain/watch/watch-signal.ts";

/** What has happened to an issue since a moment. What it was in another project is not this one's business. */
export function signalsSince(
  issue: ChangedIssue,
  { histories, comments }: { histories: readonly History[]; comments: readonly Comment[] },
  watched: WatchedProject,
  since: number,
): WatchSignal[] {
  const arrival = histories.findLast((entry) => {
    const move = moveIn(entry);
    return move !== null && projectOf(move.to) === watched.key && projectOf(move.from) !== watched.key;
  });
  const from = Math.max(since, arrival?.created ?? 0);
  const made = issue.fields.created ?? 0;
  return [
    ...(made >= since && !arrival ? [createdSignal(issue, watched)] : []),
    ...histories
      .filter(({ created }) => created >= from)
      .flatMap((one) => historySignals(issue, watched, one)),
    ...comments
      .filter(({ created, updated }) => Math.max(created, updated ?? 0) >= from)
      .map((comment) => commentSignal(issue, watched, comment)),
  ];
}
