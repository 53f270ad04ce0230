import { type Mrkdwn } from "../../../integrations/slack/mrkdwn.ts";
import { describeError } from "../../../platform/errors.ts";
import { log } from "../../../platform/log.ts";
import type { Spine } from "../../../spine/context.ts";
import { postNotice } from "../../../spine/post-notice.ts";

/** Tells the channel for operations of a mailbox. That it can't be told is no failure of what it is told of. */
export async function tellOps(spine: Spine, key: string, text: Mrkdwn): Promise<void> {
  const channel = spine.settings.RULES.opsChannel;
  if (channel === undefined) return;
  try {
    await postNotice(spine, {
      taskId: `notice-mail-${key}-${spine.now()}`,
      channel,
      thread: null,
      text,
      told: `${channel} is told of ${key}`,
    });
  } catch (error) {
    log.warn("mail.not_told", { code: key, reason: describeError(error) });
  }
}
