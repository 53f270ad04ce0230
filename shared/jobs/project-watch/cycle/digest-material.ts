import { and, asc, count, desc, eq, gte, inArray, isNotNull, isNull, lt, sql, sum } from "drizzle-orm";
import {
  approvals,
  artefactSuggestions,
  artefactVersions,
  llmCalls,
  tasks,
  watches,
  watchProposals,
  watchSignals,
} from "../../../db/schema.ts";
import { approversOf } from "../../../policy/rules.ts";
import type { Spine } from "../../../spine/context.ts";
import type { WatchRules } from "../rules.ts";
import { signalSources } from "../sources/registry.ts";
import type { DigestMaterial } from "./digest-words.ts";
import { daysAfter, startOfDay } from "../../../domain/local-day.ts";
import { storageWarning } from "./storage.ts";

const most = 100;
const dayMs = 24 * 60 * 60_000;

/** All that the digest of a day tells of. */
export async function digestMaterial(
  spine: Spine,
  project: string,
  rules: WatchRules,
  day: string,
): Promise<DigestMaterial> {
  const { db } = spine;
  const watch = await db.select().from(watches).where(eq(watches.project, project)).get();
  const kept = watch?.keptOn ?? day;
  const from = startOfDay(kept < day ? kept : daysAfter(day, -1), rules.timeZone);
  const to = startOfDay(day, rules.timeZone);
  const between = and(
    eq(watchSignals.project, project),
    gte(watchSignals.receivedAt, from),
    lt(watchSignals.receivedAt, to),
  );
  const matters = inArray(watchSignals.importance, ["notable", "urgent"]);
  // By a plus: a project has more tasks than a span of time has calls.
  const spent = and(sql`+${tasks.project} = ${project}`, gte(llmCalls.at, from), lt(llmCalls.at, to));
  const proposed = and(
    eq(watchProposals.project, project),
    gte(watchProposals.at, from),
    lt(watchProposals.at, to),
  );
  const { title, importance, flag } = watchSignals;
  const [bySource, notable, unsure, done, changed, refused, waiting, questions, suggestions, money] =
    await db.batch([
      db
        .select({ source: watchSignals.source, count: count() })
        .from(watchSignals)
        .where(between)
        .groupBy(watchSignals.source),
      db
        .select({ title, importance, flag })
        .from(watchSignals)
        .where(and(between, sql`(${matters} OR ${isNotNull(flag)})`))
        .orderBy(desc(importance), asc(watchSignals.at))
        .limit(most),
      db
        .select({
          unreviewed: count(sql`CASE WHEN ${and(matters, isNull(watchSignals.review))} THEN 1 END`),
          flagged: count(flag),
          givenUp: count(sql`CASE WHEN ${watchSignals.state} = 'given_up' THEN 1 END`),
        })
        .from(watchSignals)
        .where(between),
      db
        .select({ title: watchProposals.title })
        .from(watchProposals)
        .innerJoin(tasks, eq(tasks.id, watchProposals.errandTaskId))
        .where(and(proposed, eq(tasks.status, "done")))
        .limit(most),
      db
        .select({ kind: artefactVersions.kind, reason: artefactVersions.reason })
        .from(artefactVersions)
        .where(
          and(
            eq(artefactVersions.project, project),
            isNotNull(artefactVersions.actionId),
            gte(artefactVersions.at, from),
            lt(artefactVersions.at, to),
          ),
        )
        .limit(most),
      db
        .select({ count: count() })
        .from(watchProposals)
        .where(and(proposed, eq(watchProposals.state, "refused"))),
      db
        .select()
        .from(approvals)
        .where(and(eq(approvals.status, "pending"), eq(approvals.project, project)))
        .orderBy(desc(approvals.riskRank), asc(approvals.createdAt))
        .limit(most),
      db
        .select({ title: tasks.title, kind: tasks.kind, since: tasks.updatedAt, whom: tasks.requestedBy })
        .from(tasks)
        .where(and(eq(tasks.project, project), eq(tasks.status, "waiting_reply")))
        .limit(most),
      db
        .select({ reason: artefactSuggestions.reason, since: artefactSuggestions.at })
        .from(artefactSuggestions)
        .where(and(eq(artefactSuggestions.project, project), eq(artefactSuggestions.state, "open")))
        .orderBy(asc(artefactSuggestions.at))
        .limit(most),
      db
        .select({ microUsd: sum(llmCalls.microUsd) })
        .from(llmCalls)
        .innerJoin(tasks, eq(tasks.id, llmCalls.taskId))
        .where(spent),
    ]);
  const { PEOPLE, RULES } = spine.settings;
  return {
    project,
    day,
    now: spine.now(),
    days: Math.max(1, Math.round((to - from) / dayMs)),
    signals: bySource,
    notable,
    done: [...changed.map(({ kind, reason }) => `${kind}: ${reason}`), ...done.map((one) => one.title)],
    waiting: waiting.map(({ kind, target, createdAt, holdUntil }) => ({
      kind,
      target,
      since: createdAt,
      holdUntil,
      whom: approversOf(PEOPLE, RULES, project, kind).map(({ name }) => name),
    })),
    questions: questions.map(({ title: asked, kind, since, whom }) => ({
      title: asked ?? kind,
      since,
      whom,
    })),
    suggestions,
    microUsd: Number(money[0]?.microUsd ?? 0),
    unsure: {
      unreviewed: unsure[0]?.unreviewed ?? 0,
      flagged: unsure[0]?.flagged ?? 0,
      givenUp: unsure[0]?.givenUp ?? 0,
      refused: refused[0]?.count ?? 0,
    },
    sources: signalSources.flatMap(({ name, label }) => {
      const state = watch?.sources[name];
      if (state === undefined || state.alarm === null) return [];
      const { alarm, okAt, movedAt, error } = state;
      return [{ label, alarm, since: alarm === "failing" ? okAt : movedAt, error }];
    }),
    storage: await storageWarning(spine, project),
  };
}
