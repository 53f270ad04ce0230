import type { Mrkdwn } from "../integrations/slack/mrkdwn.ts";
import { describeError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import type { Spine } from "./context.ts";
import { tellNotice } from "./tell-notice.ts";

/**
 * Tells the team something in the channel for operations, once for each key, on behalf of the task that gave rise to it.
 * Not getting through is no failure of whatever is told: the effect is recorded, and the sweep of effects goes on with it.
 */
export async function announce(spine: Spine, taskId: string, key: string, text: Mrkdwn): Promise<void> {
  const channel = spine.settings.RULES.opsChannel;
  if (channel === undefined) {
    log.info("announce.no_channel", { taskId, code: key });
    return;
  }
  try {
    await tellNotice(spine, { taskId, key: `announce-${key}`, notice: { channel, thread: null, text } });
  } catch (error) {
    log.warn("announce.failed", { taskId, code: key, reason: describeError(error) });
  }
}
