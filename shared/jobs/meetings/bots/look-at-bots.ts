import { botsUnderWay } from "../../../db/meetings.ts";
import type { Spine } from "../../../spine/context.ts";
import { lookAtBot } from "./look-at-bot.ts";

const atOnce = 10;
/** A bot that webhooks tell of nothing is looked at so often, milliseconds. */
const silentMs = 2 * 60_000;

/** Every minute: bots of which nothing was heard for a while. Webhooks that were lost are made good by it. */
export async function lookAtBots(spine: Spine): Promise<number> {
  if (spine.settings.RECALL_API_KEY === undefined) return 0;
  const now = spine.now();
  const due = await botsUnderWay(spine.db, { beginsBefore: now, silentSince: now - silentMs }, atOnce);
  for (const meeting of due) await lookAtBot(spine, meeting);
  return due.length;
}
