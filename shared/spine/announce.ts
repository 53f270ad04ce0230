import type { Notification } from "../integrations/slack/message.ts";
import { describeError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import { act } from "./act.ts";
import type { Spine } from "./context.ts";

/**
 * Tells the team something in the channel for operations, once for each key, on behalf of the task that gave rise to it.
 * Not getting through is no failure of whatever is told: the effect is recorded, and the sweep of effects goes on with it.
 */
export async function announce(spine: Spine, taskId: string, key: string, text: string): Promise<void> {
  const channel = spine.settings.RULES.opsChannel;
  if (channel === undefined) {
    log.info("announce.no_channel", { taskId, code: key });
    return;
  }
  const payload: Notification = {
    channel,
    thread: null,
    text,
    blocks: [{ type: "section", text: { type: "mrkdwn", text } }],
    update: null,
  };
  try {
    await act(spine, {
      taskId,
      key: `announce-${key}`,
      kind: "notification_internal",
      payload,
      provenance: "internal",
      revision: 1,
    });
  } catch (error) {
    log.warn("announce.failed", { taskId, code: key, reason: describeError(error) });
  }
}
