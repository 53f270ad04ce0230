import { ourLink } from "../integrations/slack/link.ts";
import { context, prose } from "../integrations/slack/blocks.ts";
import type { Notice } from "../integrations/slack/message.ts";
import { cutMrkdwn, type Mrkdwn, mrkdwn } from "../integrations/slack/mrkdwn.ts";
import type { Refusal } from "../integrations/slack/refusal.ts";
import { dashboardLink } from "../platform/config.ts";
import type { Rules } from "../policy/rules.ts";
import type { Settings } from "./settings.ts";

/** Where all of a task is to be read. */
export function taskPage(settings: Settings, taskId: string): Mrkdwn {
  const page = dashboardLink(settings, `/tasks/${encodeURIComponent(taskId)}`);
  return page === null ? mrkdwn`the dashboard` : ourLink("the dashboard", page);
}

/** Where is told what can't be told where it belongs, best first. */
export function otherChannels({ notices, opsChannel }: Pick<Rules, "notices" | "opsChannel">): string[] {
  return [...new Set([notices.fallbackChannel, opsChannel].filter((one) => one !== undefined))];
}

/** A thread that a task has. */
export interface Thread {
  channel: string;
  thread: string;
}

/** So much of a message is told where its whole form was refused. */
const shortText = 1500;

/** A notice as it was tried, and what is left to be tried. */
export interface Way {
  notice: Notice;
  isShort: boolean;
  /** Channels that were not tried yet. */
  others: readonly string[];
}

/**
 * How a notice may be told that was refused: anew where what it rewrites is gone, outside of a thread that is gone, in few words
 * where its form was refused, in another channel where its own takes nothing. Null: there is no way in Slack.
 */
export function nextWay(
  way: Way,
  { trouble, reason, mend }: Refusal,
  { rest, talksIn }: { rest: Mrkdwn; talksIn: Thread | null },
): Way | null {
  const { notice, isShort, others } = way;
  switch (trouble) {
    case "message":
      return (notice.update ?? null) === null ? null : { ...way, notice: { ...notice, update: null } };
    case "thread":
      return notice.thread === null ? null : { ...way, notice: { ...notice, thread: null, update: null } };
    case "form": {
      if (isShort) return null;
      const text = mrkdwn`${cutMrkdwn(notice.text, shortText)} :scissors: All of it is on ${rest}.`;
      const { parts: _parts, ...short } = notice;
      return { ...way, isShort: true, notice: { ...short, text } };
    }
    case "channel": {
      const [channel, ...later] = others;
      if (channel === undefined) return null;
      const { text, parts = [prose(text)] } = notice;
      const note = context(mrkdwn`:mailbox_closed: Meant for <#${notice.channel}>: ${reason}. ${mend}`);
      const thread = talksIn?.channel === channel ? talksIn.thread : null;
      const moved = { ...notice, channel, thread, update: null, parts: [note, ...parts] };
      return { ...way, notice: moved, others: later };
    }
    case "access":
      return null;
  }
}
