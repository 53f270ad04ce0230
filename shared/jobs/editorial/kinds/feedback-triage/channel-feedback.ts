import { unknownChannel } from "../../../../actions/slack-target.ts";
import { taskById } from "../../../../db/tasks.ts";
import { channelReader } from "../../../../integrations/slack/channel-reader.ts";
import { unescapeMrkdwn } from "../../../../integrations/slack/unescape.ts";
import { cut } from "../../../../platform/cut.ts";
import { SignalboxError } from "../../../../platform/errors.ts";
import { redact } from "../../../../platform/redact.ts";
import { knownChannels } from "../../../../policy/known-places.ts";
import type { Spine } from "../../../../spine/context.ts";
import { channelIn } from "../../report-channel.ts";
import { publishingOf } from "../../rules.ts";
import { periodStart } from "../../said-period.ts";
import { mostEntries } from "./entries.ts";

/** So much of an entry is read, characters. */
const longestEntry = 600;
/** What is read where nobody says otherwise. */
export const usualPeriod = "the last week";

/** A brief that names the channel in which feedback stands, and of when. */
interface Asking {
  taskId: string;
  project: string;
  /** Where it was asked for; null: on the dashboard. */
  channel: string | null;
  sourceChannel: string;
  period: string | null;
}

/** The stretch of time of which feedback is read, up to when it was asked for. Epoch milliseconds. */
export async function feedbackWindow(
  spine: Spine,
  { taskId, project, period }: Pick<Asking, "taskId" | "project" | "period">,
): Promise<{ from: number; to: number; timeZone: string }> {
  const { timeZone } = publishingOf(spine.settings.RULES, project);
  const task = await taskById(spine.db, taskId);
  const to = task?.createdAt ?? spine.now();
  const from = periodStart(period ?? usualPeriod, { timeZone, now: to });
  if (from === null) throw new SignalboxError("bad_request", `“${period}” is no stretch of time`);
  return { from, to, timeZone };
}

/**
 * What people have said in a channel, oldest first, without what tells who they are: the newest where there is too much. Only a channel
 * of the team's is read, or the one in which it was asked for: whoever asks there sees it anyway.
 * @throws SignalboxError `bad_request` for another channel, and when nothing was said.
 */
export async function channelFeedback(spine: Spine, asking: Asking): Promise<string[]> {
  const where = channelIn(asking.sourceChannel);
  if (where === null) throw new SignalboxError("bad_request", `${asking.sourceChannel} names no channel`);
  const stranger =
    where === asking.channel
      ? null
      : unknownChannel(where, { channels: knownChannels(spine.settings.RULES) });
  if (stranger !== null) throw new SignalboxError("bad_request", stranger);
  const { from, to } = await feedbackWindow(spine, asking);
  const { said } = await channelReader(spine).history(where, { from, to, most: mostEntries });
  const entries = said.map(({ text }) => withoutPeople(text)).filter((text) => text !== "");
  if (entries.length === 0)
    throw new SignalboxError("bad_request", "nobody has said anything in that channel in that time");
  return entries.toReversed();
}

/** One line, in which nobody is named: mentions, addresses and numbers are left out. */
function withoutPeople(text: string): string {
  const named = text
    .replaceAll(/<@[UW][A-Z0-9]+(?:\|[^>]*)?>/g, "[person]")
    .replaceAll(/<#[A-Z0-9]+\|([^>]*)>/g, "#$1")
    .replaceAll(/<mailto:([^|>]+)(?:\|[^>]*)?>/g, "$1")
    .replaceAll(/<tel:([^|>]+)(?:\|[^>]*)?>/g, "$1");
  return cut(redact(unescapeMrkdwn(named)).replaceAll(/\s+/g, " ").trim(), longestEntry);
}
