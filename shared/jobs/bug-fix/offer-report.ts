import { answerOf } from "../../integrations/call.ts";
import { unlessTaken } from "../../db/fixes.ts";
import { fixes } from "../../db/schema.ts";
import { firstWords } from "../../domain/said.ts";
import { isApart, retriedBy } from "../../domain/signal.ts";
import type { Spine } from "../../spine/context.ts";
import type { Offer, Offered } from "../../spine/job.ts";
import { fact } from "../../spine/record.ts";
import { type Judged, judgeReport } from "./judge-report.ts";
import { linkReport } from "./link-report.ts";
import type { BugReport } from "./report.ts";
import { sourceOf } from "./sources/registry.ts";

/** Bugs that deserve a look begin a task; what is being fixed, or was decided, is linked instead of done again. */
export async function offerReport(spine: Spine, signal: Offered<BugReport>): Promise<Offer> {
  const { id, body: report, taskId } = signal;
  // A source that doesn't answer now may later: the queue tries again.
  const complete = answerOf(await sourceOf(report).complete(spine));
  const judged = await judgeReport(spine, complete, {
    taskId,
    again: retriedBy(id),
    apart: isApart(id),
  });
  switch (judged.kind) {
    case "ignore":
      return { kind: "decline", reason: judged.reason };
    case "link":
      await linkReport(spine, signal, judged);
      return { kind: "settled" };
    case "begin":
      return begins(spine, signal, judged);
  }
}

/** Of two at once about one issue, or at one place, the table refuses the second here; tried again, it finds the first. */
function begins(
  spine: Spine,
  { taskId, body: { title, project, by, source } }: Offered<BugReport>,
  { depth, score, reasons, intake, fingerprint, place }: Extract<Judged, { kind: "begin" }>,
): Offer {
  const now = spine.now();
  return {
    kind: "begin",
    task: {
      kind: "bug_fix",
      title: firstWords(title),
      project,
      conversation: null,
      by,
      said: `${by} reported a bug (${source})`,
      facts: [
        fact(
          spine,
          taskId,
          "judged",
          "bug.judged",
          `score ${score}: ${depth.replaceAll("_", " ")} (${reasons.join("; ")})`,
          {
            depth,
            score,
            reasons,
            fingerprint,
            place,
          },
        ),
      ],
      records: [
        spine.db.insert(fixes).values({
          taskId,
          fingerprint: unlessTaken({ fingerprint, place }),
          place,
          state: "open",
          depth,
          intake,
          createdAt: now,
          updatedAt: now,
        }),
      ],
    },
  };
}
