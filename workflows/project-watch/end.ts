import { sql } from "drizzle-orm";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { endCycle, heartbeatOutcome } from "../../shared/jobs/project-watch/cycle/end-cycle.ts";
import { giveBack } from "../../shared/jobs/project-watch/cycle/free-task.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Ending } from "../run-task.ts";
import { type Cycle, type Missing, stepOf } from "./cycle.ts";
import type { Proposed } from "./propose.ts";

/** The steps of this and of the frame around it that are still to come. */
const stepsToCome = 3;

/**
 * Closes the cycle. What could not be thought about is the next one's: without money, or without anybody to ask, as if nothing
 * had happened; what the model could make nothing of has used up one of its tries.
 */
export async function end(
  run: DurableRun,
  cycle: Cycle,
  { proposed, noted, refused }: Proposed,
  missing: readonly Missing[],
): Promise<Ending> {
  const heartbeat = missing.find(({ kind }) => kind !== "unusable");
  const unusable = missing.find(({ kind }) => kind === "unusable");
  const left = missing.reduce((sum, { refs }) => sum + refs.length, 0);
  const outcome = [
    `${cycle.signals - left} of ${cycle.signals} signals thought about`,
    `${proposed} proposed`,
    ...(noted > 0 ? [`${noted} noted`] : []),
    ...(refused > 0 ? [`${refused} refused`] : []),
  ].join(", ");
  await run.once(
    "end",
    async () => {
      const { spine, taskId } = run;
      if (heartbeat === undefined && unusable !== undefined && !cycle.rehearsal)
        await spine.db.batch([giveBack(spine, taskId, unusable.reason, sql`true`)]);
      await endCycle(
        spine,
        taskId,
        heartbeat === undefined ? outcome : heartbeatOutcome,
        run.steps + stepsToCome,
      );
    },
    stepOf("end"),
  );
  return { kind: "done", url: null, message: { text: mrkdwn`${outcome}` } };
}
