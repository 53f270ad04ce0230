import { jobs } from "../shared/jobs/registry.ts";
import { openSpine } from "../shared/jobs/open-spine.ts";
import { sweepOutbox } from "../shared/spine/receive.ts";
import { sweepApprovals } from "../shared/spine/sweep-approvals.ts";
import { sweepEffects } from "../shared/spine/sweep-effects.ts";
import { tellAlerts } from "../shared/spine/tell-alerts.ts";
import { describeError } from "../shared/platform/errors.ts";
import { log } from "../shared/platform/log.ts";

/** What has to happen though nobody asks, each for itself, so that one in trouble doesn't keep the others. */
const duties = [
  { sweepOutbox, sweepApprovals, sweepEffects, tellAlerts },
  ...jobs.map((job) => job.duties),
].flatMap((some) => Object.entries(some));

/** Every minute. */
export async function onCron(env: Env): Promise<void> {
  const spine = await openSpine(env);
  for (const [name, duty] of duties) {
    try {
      await duty(spine);
    } catch (error) {
      log.error("cron.failed", { code: name, reason: describeError(error) });
    }
  }
}
