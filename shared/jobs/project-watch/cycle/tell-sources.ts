import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import { actions, ledger } from "../../../db/schema.ts";
import { mrkdwn } from "../../../integrations/slack/mrkdwn.ts";
import { describeError } from "../../../platform/errors.ts";
import { log } from "../../../platform/log.ts";
import type { Spine } from "../../../spine/context.ts";
import { postNotice } from "../../../spine/post-notice.ts";
import { harmless } from "./digest-words.ts";
import { lookUp } from "../../../platform/look-up.ts";

/** What could not be told for so long is nobody's news any more. */
const freshMs = 24 * 60 * 60_000;
const atOnce = 20;
const longestText = 500;
const marks: Readonly<Record<string, string>> = {
  "watch.source_failing": ":rotating_light:",
  "watch.source_silent": ":mute:",
  "watch.source_recovered": ":white_check_mark:",
};

/** Tells a project's channel of its sources that stopped telling, and of those that tell again; each once. Returns how many. */
export async function tellSources(spine: Spine): Promise<number> {
  const { projectWatch, opsChannel } = spine.settings.RULES;
  if (Object.keys(projectWatch).length === 0) return 0;
  // Those who have no channel take nobody's place.
  const told = Object.entries(projectWatch).flatMap(([name, { channel }]) => (channel ? [name] : []));
  const untold = await spine.db
    .select({ seq: ledger.seq, type: ledger.type, summary: ledger.summary, project: projectOfFact })
    .from(ledger)
    .where(
      and(
        inArray(ledger.type, ["watch.source_failing", "watch.source_silent", "watch.source_recovered"]),
        gt(ledger.at, spine.now() - freshMs),
        opsChannel === undefined
          ? sql`${projectOfFact} IN (SELECT value FROM json_each(${JSON.stringify(told)}))`
          : undefined,
        sql`NOT EXISTS (SELECT 1 FROM ${actions} WHERE ${eq(actions.id, sql`'notice-watch-' || ${ledger.seq} || '.told'`)})`,
      ),
    )
    .orderBy(asc(ledger.seq))
    .limit(atOnce);
  let count = 0;
  for (const { seq, type, summary, project } of untold) {
    const channel = lookUp(projectWatch, project)?.channel ?? opsChannel;
    if (channel === undefined) continue;
    try {
      await postNotice(spine, {
        taskId: `notice-watch-${seq}`,
        channel,
        thread: null,
        text: mrkdwn`${marks[type] ?? ""} ${harmless(summary, longestText)}`,
        told: `${channel} is told of ${project}'s source`,
      });
      count++;
    } catch (error) {
      log.warn("watch.not_told", { code: project, reason: describeError(error) });
    }
  }
  return count;
}

const projectOfFact = sql<string>`json_extract(${ledger.data}, '$.project')`;
