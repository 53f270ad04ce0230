import { changeDelivery, costsByPurpose } from "../../shared/db/deliveries.ts";
import { mention } from "../../shared/integrations/slack/mention.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { deliveryReport, traceOf } from "../../shared/jobs/delivery/report/delivery-report.ts";
import { builtStories } from "../../shared/jobs/delivery/stories/built-stories.ts";
import { dashboardLink } from "../../shared/platform/config.ts";
import { cut } from "../../shared/platform/cut.ts";
import { redact } from "../../shared/platform/redact.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Ending } from "../run-task.ts";
import { type BegunDelivery, rowOf } from "./begin-delivery.ts";

/** Keeps the report of what was asked for and what became of it, and ends. */
export async function endDelivered(run: DurableRun, { request, requester }: BegunDelivery): Promise<Ending> {
  const { merged, all, microUsd } = await run.once("report", async () => {
    const { db, env } = run.spine;
    const delivery = await rowOf(run);
    const stories = await builtStories(db, run.taskId);
    const planned = (await costsByPurpose(db, [run.taskId])).reduce((sum, one) => sum + one.microUsd, 0);
    const words = { title: request.title, delivery, stories, planned };
    const folder = `generated/${run.taskId}`;
    await env.ARTEFACTS.put(`${folder}/report.md`, redact(deliveryReport(words)), {
      httpMetadata: { contentType: "text/markdown; charset=utf-8" },
    });
    await env.ARTEFACTS.put(`${folder}/traceability.json`, JSON.stringify(traceOf(words), null, 2), {
      httpMetadata: { contentType: "application/json" },
    });
    const done = stories.filter(({ state }) => state === "merged").length;
    await run.recordNow(
      [
        run.fact("reported", "delivery.reported", `${done} of ${stories.length} stories are merged`, {
          merged: done,
          stories: stories.length,
        }),
      ],
      [changeDelivery(run.spine, run.taskId, { stage: "delivered" })],
    );
    return {
      merged: done,
      all: stories.length,
      microUsd: planned + stories.reduce((sum, one) => sum + one.microUsd, 0),
    };
  });
  const who = mention(run.spine.settings.PEOPLE, requester);
  return {
    kind: "done",
    url: dashboardLink(run.spine.settings, `/tasks/${encodeURIComponent(run.taskId)}?tab=trace`),
    message: {
      text: mrkdwn`:package: ${who} *${request.title}*: ${merged} of ${all} stories are built and merged in ${request.repository.name}. The model cost $${(microUsd / 1_000_000).toFixed(2)}.`,
    },
  };
}

/** How a delivery ends of which nothing is built. */
export function endUnbuilt(run: DurableRun, { requester }: BegunDelivery, reason: string): Ending {
  const who = mention(run.spine.settings.PEOPLE, requester);
  return {
    kind: "rejected",
    reason,
    message: { text: mrkdwn`:x: ${who} nothing is built: ${cut(redact(reason), 500)}` },
  };
}
