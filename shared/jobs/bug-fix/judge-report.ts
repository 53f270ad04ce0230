import { eq } from "drizzle-orm";
import { type FixRow, latestFixOf } from "../../db/fixes.ts";
import { tasks } from "../../db/schema.ts";
import { isApart } from "../../domain/signal.ts";
import type { Spine } from "../../spine/context.ts";
import { depthOf } from "./depth.ts";
import { type Fingerprint, fingerprintOf } from "./fingerprint.ts";
import type { Intake } from "./intake.ts";
import type { Link } from "./link-report.ts";
import { mapRepository } from "./map-repository.ts";
import type { BugReport } from "./report.ts";
import { lookUp } from "../../platform/look-up.ts";

export type Judged =
  | { kind: "ignore"; reason: string }
  | ({ kind: "link" } & Link)
  | ({
      kind: "begin";
      depth: FixRow["depth"];
      reasons: string[];
      score: number;
      intake: Intake;
    } & Fingerprint);

/** A fix that failed is not tried again by itself for so long. */
const failedForMs = 24 * 60 * 60_000;

/** What is to be done about a report: nothing, nothing more, or something, and how much. Deterministic. */
export async function judgeReport(
  spine: Spine,
  report: BugReport,
  { taskId, again, apart = false }: { taskId: string; again: string | null; apart?: boolean },
): Promise<Judged> {
  const { repositories, bugFix } = spine.settings.RULES;
  const [best = null] = mapRepository(report, repositories);
  const known = best !== null && best.confidence >= bugFix.confidence;
  const { depth, score, reasons } = depthOf(report, known, bugFix.depth);
  if (depth === "ignore")
    return {
      kind: "ignore",
      reason: `it scores ${score}, below ${bugFix.depth.rootCause}: ${reasons.join("; ")}`,
    };
  const rules = best === null ? undefined : lookUp(repositories, best.repository);
  const where =
    known && rules !== undefined
      ? { repository: best.repository, paths: rules.paths, packages: rules.packages }
      : null;
  const found = await fingerprintOf(report, where);
  const marks =
    apart || (await wasApart(spine, again)) ? await ownMarks(spine, found.fingerprint, taskId) : found;
  const before = await latestFixOf(spine.db, marks, taskId);
  const why = before === undefined ? null : whyLinked(before, depth, spine.now(), again === before.taskId);
  if (before !== undefined && why !== null && !apart) {
    const isAnother = before.fingerprint !== marks.fingerprint;
    const parting = `; /agent apart ${before.taskId} says that it is another bug`;
    return { kind: "link", to: before, reason: isAnother ? `${why}${parting}` : why, isAnother };
  }
  return { kind: "begin", depth, score, reasons, intake: { report, best }, ...marks };
}

/** What people have said to be a bug of its own is known by no place, and by its issue only where that isn't taken. */
async function ownMarks({ db }: Spine, fingerprint: string, taskId: string): Promise<Fingerprint> {
  const before = await latestFixOf(db, { fingerprint, place: null }, taskId);
  return { fingerprint: before?.state === "open" ? `${fingerprint}#${taskId}` : fingerprint, place: null };
}

/** Whether the task that is done again was one of those. */
async function wasApart({ db }: Spine, again: string | null): Promise<boolean> {
  const task =
    again === null
      ? undefined
      : await db.select({ signalId: tasks.signalId }).from(tasks).where(eq(tasks.id, again)).get();
  return task !== undefined && isApart(task.signalId);
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
