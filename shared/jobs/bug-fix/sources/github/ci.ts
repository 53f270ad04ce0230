import { isChangeBranch } from "../../../../domain/change-branch.ts";
import type { z } from "zod";
import { failing } from "../../../../integrations/github/checks.ts";
import type { checkSuite, commitStatus, workflowRun } from "../../../../integrations/github/wire.ts";
import type { PullRequestEvent } from "../../../../changes/pull-request-event.ts";
import { type MapContext, type Mapped, onPullRequest, surelyNotOurs } from "./map.ts";

/** How a pull request is known: by its number, or by its branch alone. */
type Place = Pick<PullRequestEvent, "number" | "branch">;

/**
 * A run of CI that is over, for each pull request that its commit is the head of. It is one signal by its own id, the attempt and
 * what it came to, whoever tells of it.
 */
export function signalsOfRun(
  event: Pick<z.infer<typeof workflowRun>, "workflow_run" | "repository">,
  context: MapContext,
): Mapped {
  const { id, run_attempt: attempt } = event.workflow_run;
  const name = `github:run:${id}:${attempt ?? 1}`;
  return signalsOfVerdict(name, { ...event, run: event.workflow_run, isActions: true }, context);
}

/** The checks of another app than Actions, which tells of its runs itself; likewise. */
export function signalsOfSuite(
  event: Pick<z.infer<typeof checkSuite>, "check_suite" | "repository">,
  context: MapContext,
): Mapped {
  const { app, ...run } = event.check_suite;
  if (app?.slug === "github-actions") return { ignored: "checks of Actions, which come as runs" };
  const name = app?.name ?? app?.slug ?? "checks";
  const id = `github:suite:${run.id}`;
  return signalsOfVerdict(id, { ...event, run: { ...run, name }, isActions: false }, context);
}

/** What an app says of a commit by a status: it names no pull request, so that ours is known by its branch; likewise. */
export function signalsOfStatus(
  {
    id: runId,
    context: name,
    state,
    sha: head_sha,
    branches,
    repository,
    pull_requests = [],
  }: Pick<z.infer<typeof commitStatus>, "id" | "context" | "state" | "sha" | "branches" | "repository"> &
    Pick<z.infer<typeof workflowRun>["workflow_run"], "pull_requests">,
  context: MapContext,
): Mapped {
  if (state === "pending") return { ignored: "a status that is still to come" };
  const conclusion = failing.has(state) ? "failure" : state;
  const run = { id: runId, name, conclusion, head_sha, pull_requests };
  const head_branch = (branches ?? []).find((one) => isChangeBranch(one.name))?.name ?? null;
  const id = `github:status:${runId}`;
  return signalsOfVerdict(id, { repository, run: { ...run, head_branch }, isActions: false }, context);
}

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
  const [only, ...others] = here;
  // Pull requests of forks are named by none, and those that were opened after a run had begun by some; ours is known by its branch.
  const places: Place[] =
    branch && isChangeBranch(branch)
      ? [{ number: others.length === 0 ? (only?.number ?? null) : null, branch }]
      : here.map(({ number }) => ({ number }));
  if (!conclusion || places.length === 0) return { ignored: "a run of no pull request" };
  return places.map((place) => ({
    id: `${id}:${conclusion}:${place.branch ?? place.number}`,
    kind: "github.checks",
    provenance: "external",
    body: {
      ...onPullRequest(context, repository, null, {
        kind: "checks",
        runId: run.id,
        name: run.name ?? "workflow",
        conclusion,
        commit: run.head_sha,
        isActions,
      }),
      ...place,
    },
    dropReason: surelyNotOurs(context, repository),
  }));
}
