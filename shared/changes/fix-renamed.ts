import { type FixRow, openFixesAt } from "../db/fixes.ts";
import { githubClient } from "../integrations/github/client.ts";
import { code, mrkdwn } from "../integrations/slack/mrkdwn.ts";
import { describeError, SignalboxError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import type { Spine } from "../spine/context.ts";
import { tellNotice } from "../spine/tell-notice.ts";
import { knownRepository } from "./known-repository.ts";
import type { PullRequestEvent } from "./pull-request-event.ts";

/**
 * The fix whose pull request has something happen to it in a repository that the rules don't name: theirs may be called
 * that by now. GitHub leads from the old name to the new one, and people are told what to change.
 * @throws SignalboxError `unavailable` when GitHub doesn't say.
 */
export async function fixRenamed(
  spine: Spine,
  { repository, number, branch }: Pick<PullRequestEvent, "repository" | "number" | "branch">,
): Promise<FixRow | undefined> {
  if (knownRepository(spine.settings.RULES.repositories, repository) !== null) return undefined;
  for (const fix of await openFixesAt(spine.db, { number, branch })) {
    if (fix.repository === null) continue;
    const now = await githubClient(spine).repository(fix.repository);
    if (now.kind === "refused") continue;
    if (now.kind !== "answered") throw new SignalboxError("unavailable", now.error);
    if (now.value.name.toLowerCase() !== repository.toLowerCase()) continue;
    await tellRenamed(spine, fix, repository);
    return fix;
  }
  return undefined;
}

/** Once a task. That it can't be told changes nothing. */
async function tellRenamed(spine: Spine, { taskId, repository }: FixRow, now: string): Promise<void> {
  const { bugFix, opsChannel } = spine.settings.RULES;
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
