import type { FixRow } from "../../db/fixes.ts";
import type { LedgerEntry } from "../../domain/ledger.ts";
import { describeError } from "../../platform/errors.ts";
import { log } from "../../platform/log.ts";
import { answerStatements } from "../../spine/answer-signal.ts";
import type { Spine } from "../../spine/context.ts";
import type { Offered } from "../../spine/job.ts";
import { inform } from "../../spine/inform.ts";
import { fact, record } from "../../spine/record.ts";
import { shortKey, spawnErrand } from "../../spine/spawn-errand.ts";
import { tellNotice } from "../../spine/tell-notice.ts";
import { bugFixName } from "./name.ts";
import type { BugReport } from "./report.ts";
import { type Outlet, react } from "./sources/reaction.ts";
import { sourceOf } from "./sources/registry.ts";

/** What a report is linked to instead of beginning a fix, and why. */
export interface Link {
  to: Pick<FixRow, "taskId">;
  reason: string;
  /** Whether it comes from another issue, and is taken for the same bug by where it breaks. */
  isAnother: boolean;
}

/** A repeat is on record with the fix that it belongs to, and whoever reported it is told where they did. */
export async function linkReport(
  spine: Spine,
  signal: Offered<BugReport>,
  { to: { taskId }, reason, isAnother }: Link,
): Promise<void> {
  const { id: signalId, body: report } = signal;
  await record(
    spine,
    [linkedFact(spine, signal, { to: { taskId }, reason })],
    answerStatements(spine, signal, {
      job: bugFixName,
      answer: "declined",
      reason: linkWords({ to: { taskId }, reason }),
      taskId,
    }),
  );
  try {
    // A monitor repeats itself: whoever listens hears of each of its issues once.
    const source = sourceOf(report);
    const about = source.byRequest ? signalId : await source.identity();
    const key = `linked-${await shortKey(about)}`;
    const { PEOPLE: people, RULES } = spine.settings;
    const channel = RULES.bugFix.channel ?? null;
    const told = { key, title: report.title, reason, people, isAnother, channel };
    await react(atOnce(spine, taskId, report.project), source.linked(told));
  } catch (error) {
    log.warn("bug.link_not_told", { signalId, taskId, reason: describeError(error) });
  }
}

/** That a report was linked to a fix: by it people part them. */
export function linkedFact(
  spine: Spine,
  { id: signalId, body: { source } }: Pick<Offered<BugReport>, "id" | "body">,
  { to: { taskId }, reason }: Pick<Link, "to" | "reason">,
): LedgerEntry {
  const words = `${source} reported it too: ${reason}`;
  return fact(spine, taskId, `linked/${signalId}`, "bug.linked", words, { signalId });
}

/** A link as the reason why a signal led to nothing new. */
export function linkWords({ to, reason }: Pick<Link, "to" | "reason">): string {
  return `linked to ${to.taskId}: ${reason}`;
}

/** Says things in the name of a task that is there already. */
function atOnce(spine: Spine, taskId: string, project: string): Outlet {
  const channel = spine.settings.RULES.bugFix.channel ?? null;
  return {
    act: async (key, { kind }, payload) => {
      const proposal = { taskId, key, kind, payload, provenance: "internal", revision: 1 } as const;
      const attempt = await inform(spine, proposal);
      return attempt.kind === "done" ? attempt.value : null;
    },
    tell: async (key, notice) => tellNotice(spine, { taskId, key, notice }),
    spawn: async (_name, orders) => {
      for (const order of orders)
        await spawnErrand(spine, { ...order, taskId, provenance: "internal", project, channel });
    },
  };
}
