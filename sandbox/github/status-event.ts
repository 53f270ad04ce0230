import type { Status } from "./state.ts";
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
