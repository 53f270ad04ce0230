import { and, asc, eq, inArray } from "drizzle-orm";
import { recordClosed } from "../../shared/changes/on-pull-request.ts";
import { ledger } from "../../shared/db/schema.ts";
import { failing } from "../../shared/integrations/github/checks.ts";
import { githubClient } from "../../shared/integrations/github/client.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Change } from "./change.ts";
import type { Ready } from "./keep-ready.ts";
import { decides, type RedRun, repairChecks, tellElsewhere } from "./repair-checks.ts";
import { revise } from "./revise.ts";

/** `facts`: the ids of those that ask for it. */
type Seen = Left | ({ kind: "red" } & RedRun) | { kind: "asked"; facts: string[] };

/** What people have done with a pull request, and who. */
export interface Left {
  kind: "merged" | "closed";
  by: string;
  /** The commit that the merge has made; null: there is none, or GitHub hasn't said it. */
  mergeCommit: string | null;
}

/**
 * Sees a ready pull request through, until people merge it or close it: CI that fails gets a repair, and what reviewers ask for a
 * revision, as often as the bounds allow.
 */
export async function followPullRequest(run: DurableRun, change: Change, first: Ready): Promise<Left> {
  let ready = first;
  // Several runs may fail on one commit (a push's and a pull request's, several workflows): it is one failure.
  const looked: string[] = [];
  let elsewhere = 0;
  const passedOver: string[] = [];
  const answered: string[] = [];
  let revisions = 0;
  for (let round = 1; ; round++) {
    const lookNow = async (): Promise<Seen | null> =>
      look(run, change, ready.commit, { looked, passedOver, answered });
    // A look shows one thing, and while that is dealt with wakes lead elsewhere: what else there is has no wake of its own any more.
    const more: Seen | null = round > 1 ? await run.once(`meanwhile ${round}`, lookNow) : null;
    const seen: Seen = more ?? (await run.until(`merge ${round}`, lookNow));
    switch (seen.kind) {
      case "merged":
      case "closed":
        return seen;
      case "red":
        if (!(await decides(run, change, seen, round))) {
          passedOver.push(nameOf(seen));
          continue;
        }
        looked.push(lookedAt(seen));
        if (!seen.isActions) {
          await tellElsewhere(run, change, seen, ++elsewhere);
          continue;
        }
        ready = (await repairChecks(run, change, seen, looked.length - elsewhere)) ?? ready;
        continue;
      case "asked":
        answered.push(...seen.facts);
        ready = (await revise(run, change, { round: ++revisions, asked: seen.facts }, ready)) ?? ready;
    }
  }
}

const ends = ["pull_request.merged", "pull_request.closed"] as const;

/** All that failed on a commit is one failure to Actions, and one to the other apps. */
function lookedAt({ commit, isActions }: Pick<RedRun, "commit" | "isActions">): string {
  return isActions ? commit : `${commit} elsewhere`;
}

function nameOf({ workflow, runId }: RedRun): string {
  return `${workflow} ${runId}`;
}

/** What has happened, by the record; a hook of GitHub's that never came is made up for by asking. */
async function look(
  run: DurableRun,
  { repository, pullRequest }: Change,
  commit: string,
  { looked, passedOver, answered }: { looked: string[]; passedOver: string[]; answered: string[] },
): Promise<Seen | null> {
  const { db } = run.spine;
  const facts = await db
    .select({ id: ledger.id, type: ledger.type, data: ledger.data })
    .from(ledger)
    .where(
      and(
        eq(ledger.taskId, run.taskId),
        inArray(ledger.type, [...ends, "checks.finished", "revision.requested"]),
      ),
    )
    .orderBy(asc(ledger.seq));
  const end = facts.find(({ type }) => ends.some((one) => one === type));
  if (end) {
    const { by, mergeCommit } = end.data;
    return {
      kind: end.type === "pull_request.merged" ? "merged" : "closed",
      by: String(by),
      mergeCommit: typeof mergeCommit === "string" ? mergeCommit : null,
    };
  }
  const reds = facts
    .filter(
      ({ type, data }) =>
        type === "checks.finished" && failing.has(String(data["conclusion"])) && data["commit"] === commit,
    )
    .map(({ data }) => ({
      kind: "red" as const,
      runId: Number(data["runId"]),
      isActions: data["isActions"] !== false,
      workflow: typeof data["name"] === "string" ? data["name"] : "CI",
      commit,
    }));
  const red = reds.find((one) => !looked.includes(lookedAt(one)) && !passedOver.includes(nameOf(one)));
  if (red !== undefined) return red;
  // All that has come in is one round.
  const asked = facts.flatMap(({ id, type }) =>
    type === "revision.requested" && !answered.includes(id) ? [id] : [],
  );
  if (asked.length > 0) return { kind: "asked", facts: asked };
  const now = await githubClient(run.spine).pullRequest(repository, pullRequest);
  if (now.kind !== "answered" || now.value.state === "open") return null;
  const { merged: isMerged, mergeCommit } = now.value;
  await recordClosed(
    run.spine,
    { taskId: run.taskId, repository, pullRequest },
    { by: "somebody", merged: isMerged, mergeCommit },
  );
  return { kind: isMerged ? "merged" : "closed", by: "somebody", mergeCommit };
}
