import { eq, sql } from "drizzle-orm";
import { watches } from "../../../db/schema.ts";
import { answerStatements } from "../../../spine/answer-signal.ts";
import type { Spine } from "../../../spine/context.ts";
import type { Offer, Offered } from "../../../spine/job.ts";
import { record } from "../../../spine/record.ts";
import { projectWatchName } from "../name.ts";
import type { WatchHeard } from "../signals.ts";
import { heardStatements, itemStatements } from "./store-signals.ts";
import { lookUp } from "../../../platform/look-up.ts";

/** What a door has heard goes on the project's feed, and its next cycle need not wait for its time. */
export async function hearEvent(spine: Spine, signal: Offered<WatchHeard>): Promise<Offer> {
  const { signal: heard, item } = signal.body;
  const { project, source } = heard;
  const rules = lookUp(spine.settings.RULES.projectWatch, project);
  if (rules === undefined) return { kind: "decline", reason: `${project} is not watched` };
  const isUsed = source === "github" ? rules.github : rules[source] !== undefined;
  if (!isUsed) return { kind: "decline", reason: `${project} is not watched in ${source}` };
  const always = sql`true`;
  const now = spine.now();
  await record(
    spine,
    [],
    [
      // Its id is the signal's: what polling tells of the same is the same.
      ...heardStatements(spine, { ...heard, id: signal.id }, signal.receivedAt),
      ...itemStatements(spine, project, item === null ? [] : [item], always),
      spine.db
        .update(watches)
        .set({ dueAt: sql`min(${watches.dueAt}, ${now})`, changeAt: now })
        .where(eq(watches.project, project)),
      ...answerStatements(spine, signal, {
        job: projectWatchName,
        answer: "took",
        reason: null,
        taskId: null,
      }),
    ],
  );
  return { kind: "settled" };
}
