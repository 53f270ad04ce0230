import { isOwnChannel } from "../../shared/integrations/slack/channel-names.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { knownChannels } from "../../shared/policy/known-places.ts";
import { isKnownProject, projectNames } from "../../shared/policy/rules.ts";
import type { Spine } from "../../shared/spine/context.ts";

/**
 * A project that a call names in its body or its query.
 * @throws SignalboxError `bad_request` for one that the rules don't have: nobody has said who decides there.
 */
export function knownProject({ settings: { RULES } }: Spine, project: string): string {
  if (isKnownProject(RULES, project)) return project;
  throw new SignalboxError(
    "bad_request",
    `there is no project ${project}, only ${projectNames(RULES).join(", ")}`,
  );
}

/** The same where the project is what the call's path is about. @throws SignalboxError `not_found`. */
export function projectOfPath({ settings: { RULES } }: Spine, project: string): string {
  if (isKnownProject(RULES, project)) return project;
  throw new SignalboxError(
    "not_found",
    `there is no project ${project}, only ${projectNames(RULES).join(", ")}`,
  );
}

/**
 * A Slack channel that people are to be told things in; none: on the dashboard. The rules name it, or the crew was invited there, as
 * Slack says: whoever is in it sees what it is asked.
 * @throws SignalboxError `bad_request` for another, `unavailable` when Slack doesn't say.
 */
export async function knownChannel(spine: Spine, channel: string | undefined): Promise<void> {
  const { RULES, SLACK_BOT_TOKEN } = spine.settings;
  const channels = knownChannels(RULES);
  if (channel === undefined || channels.includes(channel)) return;
  if (SLACK_BOT_TOKEN !== undefined && (await isOwnChannel(spine, channel))) return;
  throw new SignalboxError(
    "bad_request",
    `the rules name no channel ${channel}, only ${channels.join(", ") || "none"}, and the crew is in none of that id: invite it there`,
  );
}
