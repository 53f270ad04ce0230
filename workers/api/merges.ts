import type { z } from "zod";
import type { merge } from "../../shared/api/forms.ts";
import { waitingMerges } from "../../shared/db/fixes.ts";
import { redact } from "../../shared/platform/redact.ts";
import { approversOf } from "../../shared/policy/rules.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { iso } from "./times.ts";

const most = 100;

/** The pull requests that wait for a person's merge on GitHub, with whose review that is. */
export async function mergesOf({ db, settings: { PEOPLE, RULES } }: Spine): Promise<z.infer<typeof merge>[]> {
  const rows = await waitingMerges(db, most);
  return rows.map(({ task, repository, pullRequest, url, readyAt }) => {
    const may = approversOf(PEOPLE, RULES, task.project, "code_execute");
    const onGithub = may.filter((person) => person.github !== undefined);
    return {
      taskId: task.id,
      title: task.title && redact(task.title),
      project: task.project,
      requestedBy: task.requestedBy,
      repository,
      pullRequest,
      url,
      since: iso(readyAt ?? task.updatedAt),
      reviewers: (onGithub.length > 0 ? onGithub : may).map(({ id }) => id),
    };
  });
}
