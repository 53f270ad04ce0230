import { changeFix, fixOfPullRequest, type FixRow, openFixesAt } from "../db/fixes.ts";
import { githubClient } from "../integrations/github/client.ts";
import { code, mrkdwn } from "../integrations/slack/mrkdwn.ts";
import { describeError, SignalboxError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import type { Spine } from "../spine/context.ts";
import { record } from "../spine/record.ts";
import { tellNotice } from "../spine/tell-notice.ts";
import { knownRepository } from "./known-repository.ts";
import type { PullRequestEvent } from "./pull-request-event.ts";

type Heard = Pick<PullRequestEvent, "repository" | "repositoryId" | "number" | "branch">;

/**
 * The fix whose pull request has something happen to it. Its repository is known by GitHub's number for it, under whatever name it goes by
 * now, and people are told what to change; where the number isn't said, or wasn't kept yet, by its name.
 * @throws SignalboxError `unavailable` when GitHub doesn't say what a repository is called.
 */
export async function fixOfEvent(spine: Spine, heard: Heard): Promise<FixRow | undefined> {
  const { repository, repositoryId } = heard;
  const fix = (await fixOfPullRequest(spine.db, heard, heard)) ?? (await fixRenamed(spine, heard));
  if (fix === undefined) return undefined;
  if (repositoryId && fix.repositoryId === null)
    await record(spine, [], [changeFix(spine, fix.taskId, { repositoryId })]);
  if (fix.repository?.toLowerCase() !== repository.toLowerCase()) await tellRenamed(spine, fix, repository);
  return fix;
}

/** The fix in a repository that GitHub leads to from its old name, where the rules don't name the new one. */
async function fixRenamed(
  spine: Spine,
  { repository, repositoryId, number, branch }: Heard,
): Promise<FixRow | undefined> {
  if (knownRepository(spine.settings.RULES.repositories, repository) !== null) return undefined;
  for (const fix of await openFixesAt(spine.db, { number, branch })) {
    if (fix.repository === null) continue;
    // Both numbers are known, and they are of two repositories.
    if (repositoryId && fix.repositoryId !== null) continue;
    const now = await githubClient(spine).repository(fix.repository);
    if (now.kind === "refused") continue;
    if (now.kind !== "answered") throw new SignalboxError("unavailable", now.error);
    const { id, name } = now.value;
    // The old name may have been given to another one since.
    if (fix.repositoryId !== null && id !== fix.repositoryId) continue;
    if (name.toLowerCase() === repository.toLowerCase()) return fix;
  }
  return undefined;
}

/** Once a task, while the rules don't have the new name. That it can't be told changes nothing. */
async function tellRenamed(spine: Spine, { taskId, repository }: FixRow, now: string): Promise<void> {
  const { bugFix, opsChannel, repositories } = spine.settings.RULES;
  if (knownRepository(repositories, now) !== null) return;
  const channel = bugFix.channel ?? opsChannel;
  log.warn("bug.repository_renamed", { taskId, reason: `${repository} is called ${now}` });
  if (channel === undefined) return;
  const text = mrkdwn`:label: ${code(repository ?? "?")} is called ${code(now)} now. I follow it for the fixes that are open; change its name under ${code("repositories")} in RULES, so that what comes next is known too.`;
  try {
    await tellNotice(spine, { taskId, key: "repository-renamed", notice: { channel, thread: null, text } });
  } catch (error) {
    if (!(error instanceof SignalboxError)) throw error;
    log.warn("bug.rename_not_told", { taskId, reason: describeError(error) });
  }
}
