import type { Run, Status } from "./state.ts";
import type { Views } from "./views.ts";

/** What a webhook says of a status, which names the branches that have the commit. */
export function statusEvent(views: Views, status: Status, branches: readonly string[]) {
  const { repository, sha, context, state, id } = status;
  return {
    id,
    sha,
    name: views.repository(repository).full_name,
    context,
    state,
    description: null,
    target_url: null,
    branches: branches.map((name) => ({ name, commit: { sha }, protected: false })),
  };
}

/** A status of a commit, as the list of them has it. */
export function statusView({ id, context, state, at }: Status) {
  return {
    id,
    node_id: `SC_${id}`,
    context,
    state,
    description: null,
    target_url: null,
    created_at: at,
    updated_at: at,
  };
}

/** All checks of Actions on a commit that one run has made. */
export function checkSuiteView(views: Views, run: Run) {
  const { id, status, conclusion, head_sha, head_branch, created_at, updated_at, pull_requests } =
    views.run(run);
  const by = { slug: "github-actions", name: "GitHub Actions" };
  return { id, status, conclusion, head_sha, head_branch, created_at, updated_at, pull_requests, app: by };
}
