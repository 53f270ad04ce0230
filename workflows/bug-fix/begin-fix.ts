import { type BugReport, bugReportSchema } from "../../shared/jobs/bug-fix/report.ts";
import { type Intake, intakeSchema } from "../../shared/jobs/bug-fix/intake.ts";
import { sourceOf } from "../../shared/jobs/bug-fix/sources/registry.ts";
import { fixOfTask } from "../../shared/db/fixes.ts";
import type { Depth } from "../../shared/domain/fix.ts";
import { type Provenance, weakest } from "../../shared/domain/provenance.ts";
import { link } from "../../shared/integrations/slack/link.ts";
import { mention } from "../../shared/integrations/slack/mention.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import type { DurableRun } from "../durable-run.ts";
import { openThread, startTask } from "../run-task.ts";

/** A fix whose work begins. */
export interface BegunFix {
  report: BugReport;
  requester: string;
  depth: Depth;
  /** What the model writes here comes from repositories and reports, whoever asked for it. */
  provenance: Provenance;
  /** What was found out when the report was taken; null for a task that has nothing of the kind. */
  intake: Intake | null;
}

/** Reads the report, opens its thread where people want to hear of it. A plan that nobody asked for is kept quiet. */
export async function beginFix(run: DurableRun): Promise<BegunFix> {
  const start = await startTask(run);
  const body = bugReportSchema.parse(start.body);
  const { depth, intake } = await run.once("intake", async () => {
    const fix = await fixOfTask(run.spine.db, run.taskId);
    const found = fix?.intake ?? null;
    return { depth: fix?.depth ?? "offer", intake: found && intakeSchema.parse(found) };
  });
  if (body.channel !== null) run.thread = { channel: body.channel, thread: null };
  run.endIf(start.cancel);
  if (run.thread !== null) {
    const who = mention(run.spine.settings.PEOPLE, body.by);
    const { page } = sourceOf(body);
    const seen = page === null ? "" : mrkdwn`, see ${link(body.source, page.url)}`;
    await openThread(
      run,
      mrkdwn`:beetle: ${who} reported: *${body.title}*${seen}. I look for its cause; what becomes of it is told here.`,
    );
  }
  return {
    report: body,
    requester: start.requestedBy,
    depth,
    provenance: weakest([start.provenance, "external"]),
    intake,
  };
}
