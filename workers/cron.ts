import { jobs } from "../shared/jobs/registry.ts";
import { openSpine } from "../shared/jobs/open-spine.ts";
import { stopAmong } from "../shared/domain/stop.ts";
import type { Spine } from "../shared/spine/context.ts";
import { readWaitingDocuments } from "../shared/jobs/delivery/documents/read-waiting.ts";
import { rememberDocuments } from "../shared/jobs/delivery/documents/remember-documents.ts";
import { keepMemory } from "../shared/memory/keep-memory.ts";
import { archiveTasks } from "../shared/spine/archive/archive-tasks.ts";
import { checkConnections } from "../shared/spine/connections/check-connections.ts";
import { sweepOutbox } from "../shared/spine/receive.ts";
import { settleStops } from "../shared/spine/settle-stops.ts";
import { openStops } from "../shared/spine/stops.ts";
import { sweepApprovals } from "../shared/spine/sweep-approvals.ts";
import { tellBoard } from "../shared/spine/tell-board.ts";
import { sweepEffects } from "../shared/spine/sweep-effects.ts";
import { tellAlerts } from "../shared/spine/tell-alerts.ts";
import { haltAssignments } from "../shared/executor/halt-assignments.ts";
import { describeError } from "../shared/platform/errors.ts";
import { log } from "../shared/platform/log.ts";
import { countedTo } from "./metrics/count-up.ts";
import { pollSources } from "./polls/poll-sources.ts";

type Duty = (spine: Spine) => Promise<unknown>;

/** What has to happen though nobody asks. Where something is stopped, these see for themselves what of it that concerns. */
const own: Readonly<Record<string, Duty>> = {
  settleStops,
  haltAssignments,
  sweepOutbox,
  sweepApprovals,
  sweepEffects,
  checkConnections,
  readWaitingDocuments,
  rememberDocuments,
  keepMemory,
  archiveTasks: async (spine) => archiveTasks(spine, async () => countedTo(spine)),
};

/** Every minute. Each for itself, so that one in trouble doesn't keep the others; what is stopped has no duties. */
export async function onCron(env: Env): Promise<void> {
  const spine = await openSpine(env);
  for (const [name, duty] of Object.entries(own)) await attend(spine, name, duty);
  // A service may have gone or come back without anything being recorded.
  tellBoard(env);
  const stops = await openStops(spine.db);
  if (stopAmong(stops, { service: "slack" }) === null) await attend(spine, "tellAlerts", tellAlerts);
  for (const job of jobs)
    if (stopAmong(stops, { job: job.name }) === null)
      for (const [name, duty] of Object.entries(job.duties)) await attend(spine, name, duty);
  // Last, since it asks others: nothing else waits for their answers.
  await attend(spine, "pollSources", pollSources);
}

async function attend(spine: Spine, name: string, duty: Duty): Promise<void> {
  try {
    await duty(spine);
  } catch (error) {
    log.error("cron.failed", { code: name, reason: describeError(error) });
  }
}
