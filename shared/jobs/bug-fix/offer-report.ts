import { notificationSchema } from "../../integrations/slack/message.ts";
import { type FixRow, latestFixOf } from "../../db/fixes.ts";
import { fixes } from "../../db/schema.ts";
import { retriedBy } from "../../domain/signal.ts";
import { mention } from "../../domain/person.ts";
import { section } from "../../integrations/slack/approval-message.ts";
import { escapeMrkdwn } from "../../integrations/slack/mrkdwn.ts";
import { describeError, SignalboxError } from "../../platform/errors.ts";
import { log } from "../../platform/log.ts";
import { firstWords } from "../../domain/said.ts";
import { answerStatements } from "../../spine/answer-signal.ts";
import { bugFixName } from "./name.ts";
import { act } from "../../spine/act.ts";
import type { Spine } from "../../spine/context.ts";
import { fact, record } from "../../spine/record.ts";
import type { Offer, Offered } from "../../spine/job.ts";
import { shortKey, spawnErrand } from "../../spine/spawn-errand.ts";
import { completeReport } from "./complete-report.ts";
import { depthOf } from "./depth.ts";
import { plainLine } from "../../platform/escape-markdown.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { mapRepository } from "./map-repository.ts";
import type { BugReport } from "./report.ts";

/** Bugs that deserve a look begin a task; what is being fixed, or was decided, is linked instead of done again. */
export async function offerReport(spine: Spine, signal: Offered<BugReport>): Promise<Offer> {
  const { id, body: report, taskId } = signal;
  const complete = await completeReport(spine, report);
  // A source that doesn't answer now may later: the queue tries again.
  if (complete.kind !== "answered") throw new SignalboxError("unavailable", complete.error);
  const judged = await judgeReport(spine, complete.value, { taskId, again: retriedBy(id) });
  switch (judged.kind) {
    case "ignore":
      return { kind: "decline", reason: judged.reason };
    case "link":
      await link(spine, signal, judged);
      return { kind: "settled" };
    case "begin":
      return begins(spine, signal, judged);
  }
}

export type Judged =
  | { kind: "ignore"; reason: string }
  | { kind: "link"; to: FixRow; reason: string }
  | ({ kind: "begin"; depth: FixRow["depth"]; reasons: string[]; score: number } & Marks);

type Marks = Awaited<ReturnType<typeof fingerprintOf>>;

/** A fix that failed is not tried again by itself for so long. */
const failedForMs = 24 * 60 * 60_000;

/** What is to be done about a report: nothing, nothing more, or something, and how much. Deterministic. */
export async function judgeReport(
  spine: Spine,
  report: BugReport,
  { taskId, again }: { taskId: string; again: string | null },
): Promise<Judged> {
  const { repositories, bugFix } = spine.settings.RULES;
  const [best] = mapRepository(report, repositories);
  const known = best !== undefined && best.confidence >= bugFix.confidence;
  const { depth, score, reasons } = depthOf(report, known, bugFix.depth);
  if (depth === "ignore")
    return {
      kind: "ignore",
      reason: `it scores ${score}, below ${bugFix.depth.rootCause}: ${reasons.join("; ")}`,
    };
  const rules = best === undefined ? undefined : repositories[best.repository];
  const where = known && rules !== undefined ? { repository: best.repository, paths: rules.paths } : null;
  const marks = await fingerprintOf(report, where);
  const before = await latestFixOf(spine.db, marks, taskId);
  const why = before === undefined ? null : whyLinked(before, depth, spine.now(), again === before.taskId);
  if (before !== undefined && why !== null) return { kind: "link", to: before, reason: why };
  return { kind: "begin", depth, score, reasons, ...marks };
}

/** Why a bug with a fix, whatever became of it, needs no new one; null when it does. `again`: somebody asked to repeat it. */
function whyLinked(fix: FixRow, depth: FixRow["depth"], now: number, again: boolean): string | null {
  const where = fix.url ?? fix.taskId;
  switch (fix.state) {
    case "open":
      return `it is being fixed already: ${where}`;
    case "closed":
      return again ? null : `people closed its fix (${where}); /agent retry ${fix.taskId} does it again`;
    case "reported":
      return again || depth !== "root_cause" ? null : `its root cause is known: ${fix.taskId}`;
    case "failed":
      return again || now - fix.updatedAt > failedForMs
        ? null
        : `a fix failed within the last day: /agent retry ${fix.taskId} tries again`;
    case "merged":
      // It has come back.
      return null;
  }
}

/** The unique index over open fixes makes the second of two at once fail here; tried again, it finds the first. */
function begins(
  spine: Spine,
  { taskId, body: { title, project, by, source } }: Offered<BugReport>,
  { depth, score, reasons, fingerprint, place }: Extract<Judged, { kind: "begin" }>,
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
        spine.db
          .insert(fixes)
          .values({ taskId, fingerprint, place, state: "open", depth, createdAt: now, updatedAt: now }),
      ],
    },
  };
}

/** A repeat is on record with the fix that it belongs to, and whoever reported it is told where they did. */
async function link(
  spine: Spine,
  signal: Offered<BugReport>,
  { to, reason }: Extract<Judged, { kind: "link" }>,
): Promise<void> {
  const { id: signalId, body: report } = signal;
  await record(
    spine,
    [
      fact(
        spine,
        to.taskId,
        `linked/${signalId}`,
        "bug.linked",
        `${report.source} reported it too: ${reason}`,
        { signalId },
      ),
    ],
    answerStatements(spine, signal, {
      job: bugFixName,
      answer: "declined",
      reason: linkWords({ to, reason }),
      taskId: to.taskId,
    }),
  );
  try {
    await tell(spine, signalId, report, to, reason);
  } catch (error) {
    log.warn("bug.link_not_told", { signalId, taskId: to.taskId, reason: describeError(error) });
  }
}

/** A link as the reason why a signal led to nothing new. */
export function linkWords({ to, reason }: { to: Pick<FixRow, "taskId">; reason: string }): string {
  return `linked to ${to.taskId}: ${reason}`;
}

async function tell(
  spine: Spine,
  signalId: string,
  report: BugReport,
  to: FixRow,
  reason: string,
): Promise<void> {
  const key = `linked-${await shortKey(signalId)}`;
  const { origin } = report;
  const words = `No new fix for "${report.title}": ${reason}.`;
  switch (origin.kind) {
    case "slack": {
      const text = `:link: ${mention(spine.settings.PEOPLE, origin.user)} ${escapeMrkdwn(words)}`;
      const payload = notificationSchema.parse({
        channel: origin.channel,
        thread: null,
        text: text.slice(0, 3900),
        blocks: [section(text.slice(0, 2900))],
        update: null,
      });
      await act(spine, {
        taskId: to.taskId,
        key,
        kind: "notification_internal",
        payload,
        provenance: "internal",
        revision: 1,
      });
      return;
    }
    case "github":
      await act(spine, {
        taskId: to.taskId,
        key,
        kind: "github_comment",
        payload: {
          repository: origin.repository,
          number: origin.issue,
          body: `No new fix: ${plainLine(reason, 1000)}.`,
        },
        provenance: "internal",
        revision: 1,
      });
      return;
    case "jira":
      return spawnErrand(spine, {
        taskId: to.taskId,
        key,
        kind: "jira_comment",
        payload: { issue: origin.issue, text: `No new fix: ${reason}.` },
        provenance: "internal",
        project: report.project,
        channel: spine.settings.RULES.bugFix.channel ?? null,
      });
    case "sentry":
    case "api":
      // Sentry has no thread, and the API's callers are answered: it stands on the record.
      return;
  }
}
