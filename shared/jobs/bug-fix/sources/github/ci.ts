import type { z } from "zod";
import { failing } from "../../../../integrations/github/checks.ts";
import type { checkSuite, commitStatus, workflowRun } from "../../../../integrations/github/wire.ts";
import type { PullRequestEvent } from "../../signals.ts";
import { type MapContext, type Mapped, onPullRequest, surelyNotOurs } from "./map.ts";

type Repository = Pick<z.infer<typeof workflowRun>, "repository">;
type Verdict = z.infer<typeof workflowRun>["workflow_run"];

/** How a pull request is known: by its number, or by its branch alone. */
type Place = Pick<PullRequestEvent, "number" | "branch">;

/**
 * A run of CI that is over, for each pull request that its commit is the head of. It is one signal for each by its own id, the
 * attempt and what it came to.
 */
export function signalsOfRun(
  event: Pick<z.infer<typeof workflowRun>, "workflow_run"> & Repository,
  context: MapContext,
): Mapped {
  const { id, run_attempt: attempt } = event.workflow_run;
  const name = `github:run:${id}:${attempt ?? 1}`;
  return signalsOfVerdict(name, { ...event, run: event.workflow_run, isActions: true }, context);
}

/** The checks of another app than Actions, which tells of its runs itself; likewise. */
export function signalsOfSuite(
  event: Pick<z.infer<typeof checkSuite>, "check_suite"> & Repository,
  context: MapContext,
): Mapped {
  const { app, ...run } = event.check_suite;
  if (app?.slug === "github-actions") return { ignored: "checks of Actions, which come as runs" };
  const name = app?.name ?? app?.slug ?? "checks";
  const id = `github:suite:${run.id}`;
  return signalsOfVerdict(id, { ...event, run: { ...run, name }, isActions: false }, context);
}

/** A status that somebody has given a commit, with where that is. */
interface Told extends Repository {
  status: Pick<Verdict, "id" | "head_sha" | "head_branch" | "pull_requests"> & {
    context: string;
    state: string;
  };
}

/** A status that somebody has given a commit; likewise. */
export function signalsOfStatus(
  { status: { id, context: name, state, ...on }, repository }: Told,
  context: MapContext,
): Mapped {
  if (state === "pending") return { ignored: "a status that is still to come" };
  // An error is a failure to whoever waits for a success.
  const run = { id, name, conclusion: failing.has(state) ? "failure" : state, ...on };
  return signalsOfVerdict(`github:status:${id}`, { run, isActions: false, repository }, context);
}

/** As the branches of fixes are called. */
const ourBranch = /^fix\//;

/** What a webhook says of a status: it names no pull request, so that ours is known by its branch. */
export function statusOf({
  id,
  sha,
  context,
  state,
  branches,
  repository,
}: z.infer<typeof commitStatus>): Told {
  const head_branch = (branches ?? []).find(({ name }) => ourBranch.test(name))?.name ?? null;
  return { status: { id, context, state, head_sha: sha, head_branch, pull_requests: [] }, repository };
}

function signalsOfVerdict(
  id: string,
  { run, isActions, repository }: Repository & { run: Verdict; isActions: boolean },
  context: MapContext,
): Mapped {
  const { conclusion, head_branch: branch } = run;
  // GitHub also names those of forks that have this repository's commit.
  const elsewhere = (other: number | null | undefined): boolean =>
    Boolean(other && repository.id && other !== repository.id);
  const here = (run.pull_requests ?? []).filter(({ base }) => !elsewhere(base?.repo?.id));
  const places: Place[] = here.map(({ number }) => ({ number }));
  // A run that began before the pull request was opened may name none.
  if (places.length === 0 && branch && ourBranch.test(branch)) places.push({ number: null, branch });
  if (!conclusion || places.length === 0) return { ignored: "a run of no pull request" };
  return places.map((place) => ({
    id: `${id}:${conclusion}:${place.number ?? place.branch}`,
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
