import type { Status } from "./state.ts";
import type { Views } from "./views.ts";

/** A status of a commit as GitHub's API and its webhooks write it. */
export function statusView(
  views: Views,
  { id, repository, sha, context, state, description, createdAt }: Status,
) {
  return {
    id,
    node_id: `SC_${id}`,
    context,
    state,
    description,
    target_url: null,
    created_at: createdAt,
    updated_at: createdAt,
    url: views.api(`repos/${repository}/statuses/${sha}`),
  };
}

/** What its webhook says, which names the branches that have the commit. */
export function statusEvent(views: Views, status: Status, branch: string) {
  const { repository, sha } = status;
  return {
    ...statusView(views, status),
    name: views.repository(repository).full_name,
    sha,
    branches: [{ name: branch, commit: { sha }, protected: false }],
  };
}
