import type { z } from "zod";
import { failing } from "../../../../integrations/github/checks.ts";
import type { checkSuite, commitStatus, workflowRun } from "../../../../integrations/github/wire.ts";
import type { PullRequestEvent } from "../../signals.ts";
import { type MapContext, type Mapped, onPullRequest, surelyNotOurs } from "./map.ts";

/** How a pull request is known: by its number, or by its branch alone. */
type Place = Pick<PullRequestEvent, "number" | "branch">;

/** A run of CI that is over, for each pull request that its commit is the head of. */
export function signalsOfRun(id: string, event: z.infer<typeof workflowRun>, context: MapContext): Mapped {
  return signalsOfVerdict(id, { ...event, run: event.workflow_run, isActions: true }, context);
}

/** The checks of another app than Actions, which tells of its runs itself; likewise. */
export function signalsOfSuite(id: string, event: z.infer<typeof checkSuite>, context: MapContext): Mapped {
  const { app, ...run } = event.check_suite;
  if (app?.slug === "github-actions") return { ignored: "checks of Actions, which come as runs" };
  const name = app?.name ?? app?.slug ?? "checks";
  return signalsOfVerdict(id, { ...event, run: { ...run, name }, isActions: false }, context);
}

/** What an app says of a commit by a status: it names no pull request, so that ours is known by its branch. */
export function signalsOfStatus(
  id: string,
  { id: runId, context: name, state, sha: head_sha, branches, repository }: z.infer<typeof commitStatus>,
  context: MapContext,
): Mapped {
  if (state === "pending") return { ignored: "a status that is still to come" };
  const conclusion = failing.has(state) ? "failure" : state;
  const run = { id: runId, name, conclusion, head_sha, pull_requests: [] };
  const head_branch = (branches ?? []).find((one) => ourBranch.test(one.name))?.name ?? null;
  return signalsOfVerdict(id, { repository, run: { ...run, head_branch }, isActions: false }, context);
}

/** As the branches of fixes are called. */
const ourBranch = /^fix\//;

function signalsOfVerdict(
  id: string,
  {
    run,
    isActions,
    repository,
  }: Pick<z.infer<typeof workflowRun>, "repository"> & {
    run: z.infer<typeof workflowRun>["workflow_run"];
    isActions: boolean;
  },
  context: MapContext,
): Mapped {
  const { conclusion, head_branch: branch } = run;
  // GitHub also names those of forks that have this repository's commit.
  const elsewhere = (other: number | null | undefined): boolean =>
    Boolean(other && repository.id && other !== repository.id);
  const here = (run.pull_requests ?? []).filter(({ base }) => !elsewhere(base?.repo?.id));
  const places: Place[] = here.map(({ number }) => ({ number }));
  // Pull requests of forks are named by none, and those that were opened after a run had begun by some.
  if (places.length === 0 && branch && ourBranch.test(branch)) places.push({ number: null, branch });
  if (!conclusion || places.length === 0) return { ignored: "a run of no pull request" };
  return places.map((place) => ({
    id: places.length === 1 ? id : `${id}:${place.number}`,
    kind: "github.checks",
    provenance: "external",
    body: {
      ...onPullRequest(context, repository.full_name, null, {
        kind: "checks",
        runId: run.id,
        name: run.name ?? "workflow",
        conclusion,
        commit: run.head_sha,
        isActions,
      }),
      ...place,
    },
    dropReason: surelyNotOurs(context, repository.full_name),
  }));
}
