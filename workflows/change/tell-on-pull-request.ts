import { githubComment } from "../../shared/actions/github-comment.ts";
import { inform } from "../../shared/spine/inform.ts";
import type { DurableRun } from "../durable-run.ts";
import { saidBlock } from "./said-block.ts";

/** Says on a fix's pull request what no channel takes. Returns where; null: it is refused there too. */
export async function tellOnPullRequest(
  run: DurableRun,
  { repository, number }: { repository: string; number: number },
  key: string,
  words: string,
): Promise<string | null> {
  const { taskId, project, spine } = run;
  const body = `I could not say this in Slack:\n\n${saidBlock(run, words)}`;
  const attempt = await inform(spine, {
    taskId,
    project,
    key: `${key}-on-pull-request`,
    kind: githubComment.kind,
    payload: { repository, number, body },
    provenance: "internal",
    revision: 1,
  });
  // What GitHub takes later the sweep sends.
  const isRefused = attempt.kind === "failed" || (attempt.kind === "done" && attempt.value !== null);
  return isRefused ? null : `github:${repository}#${number}`;
}
