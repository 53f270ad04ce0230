import { watchEndpoints } from "../../shared/api/watch.ts";
import { signalById } from "../../shared/db/signals.ts";
import {
  costsOfTasks,
  listCycles,
  listProposals,
  listWatchSignals,
  watchSignalById,
} from "../../shared/db/watch.ts";
import type { WatchSignalRow } from "../../shared/db/schema.ts";
import { checkSources } from "../../shared/jobs/project-watch/check-sources.ts";
import { lookBack } from "../../shared/jobs/project-watch/look-back.ts";
import { reviewSignal } from "../../shared/jobs/project-watch/review.ts";
import { watchHeardForm } from "../../shared/jobs/project-watch/signals.ts";
import { watchSummaries } from "../../shared/jobs/project-watch/summary.ts";
import { wakeWatch } from "../../shared/jobs/project-watch/wake-watch.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { redact } from "../../shared/platform/redact.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { projectNames } from "../../shared/policy/rules.ts";
import { assertTheirs } from "../../shared/spine/may-act.ts";
import { projectOfPath } from "./known.ts";
import { cursorOf, nextCursor } from "./page.ts";
import { serve, type Served } from "./serve.ts";
import { iso, isoOrNull } from "./times.ts";
import { feedView, proposalView, summaryView } from "./watch-json.ts";
import { lookUp } from "../../shared/platform/look-up.ts";

/** Projects as they are watched: how that is doing, what came in, what was thought of it and done about it. */
export const watchApi = {
  list: serve(watchEndpoints.list, async ({ spine }) => ({
    projects: (await watchSummaries(spine, projectNames(spine.settings.RULES))).map(summaryView),
  })),
  get: serve(watchEndpoints.get, async ({ spine, params: { project } }) => {
    projectOfPath(spine, project);
    const [summary] = await watchSummaries(spine, [project]);
    if (!summary) throw new SignalboxError("not_found", `there is no project ${project}`);
    return { ...summaryView(summary), rules: lookUp(spine.settings.RULES.projectWatch, project) ?? null };
  }),
  signals: serve(watchEndpoints.signals, async ({ spine, params: { project }, query }) => {
    projectOfPath(spine, project);
    const { limit, cursor, ...filter } = query;
    const page = cursorOf(cursor);
    const within = page && cursorOf(page.id);
    const before = within && { ...within, receivedAt: page.at };
    const rows = await listWatchSignals(spine.db, project, filter, limit, before);
    return {
      signals: rows.map(feedView),
      nextCursor: nextCursor(rows, limit, (row) => ({ at: row.receivedAt, id: `${row.at}~${row.id}` })),
    };
  }),
  signal: serve(watchEndpoints.signal, async ({ spine, params }) => {
    const row = await signalIn(spine, params);
    const [stored, proposals] = await Promise.all([
      signalById(spine.db, row.id),
      row.taskId === null ? [] : listProposals(spine.db, row.project, { task: row.taskId }, 200, null),
    ]);
    const heard = watchHeardForm.schema.safeParse(stored?.body).data?.signal;
    return {
      ...feedView(row),
      text: heard?.text === undefined || heard.text === null ? null : redact(heard.text),
      to: heard?.to.map((address) => redact(address)) ?? [],
      attachments: heard?.attachments.map((name) => redact(name)) ?? [],
      proposals: proposals
        .filter(({ proposal }) => proposal.sources.includes(row.id))
        .map(({ proposal, errandStatus }) => proposalView(proposal, errandStatus)),
    };
  }),
  review: serve(watchEndpoints.review, async ({ spine, person, params, body }) => {
    const row = await signalIn(spine, params);
    assertTheirs(spine, person, params);
    const refusal = await reviewSignal(spine, { row, ...body, by: person.id });
    if (refusal !== null) throw new SignalboxError("conflict", refusal);
    return { kind: "reviewed" as const };
  }),
  cycles: serve(watchEndpoints.cycles, async ({ spine, params: { project }, query: { limit, cursor } }) => {
    projectOfPath(spine, project);
    const rows = await listCycles(spine.db, project, limit, cursorOf(cursor));
    const costs = await costsOfTasks(
      spine.db,
      rows.map(({ cycle }) => cycle.taskId),
    );
    return {
      cycles: rows.map(({ cycle: { project: _project, createdAt, endedAt, outcome, ...cycle }, status }) => {
        const { microUsd = 0, inputTokens = 0, outputTokens = 0 } = costs.get(cycle.taskId) ?? {};
        return {
          ...cycle,
          status,
          outcome: outcome && redact(outcome),
          inputTokens,
          outputTokens,
          usd: microUsd / 1_000_000,
          createdAt: iso(createdAt),
          endedAt: isoOrNull(endedAt),
        };
      }),
      nextCursor: nextCursor(rows, limit, ({ cycle }) => ({ at: cycle.createdAt, id: cycle.taskId })),
    };
  }),
  proposals: serve(watchEndpoints.proposals, async ({ spine, params: { project }, query }) => {
    projectOfPath(spine, project);
    const { limit, cursor, task } = query;
    const rows = await listProposals(spine.db, project, { task }, limit, cursorOf(cursor));
    return {
      proposals: rows.map(({ proposal, errandStatus }) => proposalView(proposal, errandStatus)),
      nextCursor: nextCursor(rows, limit, ({ proposal }) => ({ at: proposal.at, id: proposal.id })),
    };
  }),
  wake: serve(watchEndpoints.wake, async ({ spine, params: { project } }) => {
    projectOfPath(spine, project);
    const dueAt = await wakeWatch(spine, project);
    if (dueAt === null) throw new SignalboxError("conflict", whyNotAwake(spine, project));
    return { dueAt: iso(dueAt) };
  }),
  check: serve(watchEndpoints.check, async ({ spine, params: { project }, body: { rules } }) => {
    projectOfPath(spine, project);
    return { sources: await checkSources(spine, project, rules) };
  }),
  lookBack: serve(watchEndpoints.lookBack, async ({ spine, params: { project }, body, onceKey }) => {
    projectOfPath(spine, project);
    const begun = await lookBack(spine, { project, days: body.days, onceKey });
    if (begun.kind === "refused") throw new SignalboxError("conflict", begun.reason);
    const { taskId, signals, skipped } = begun;
    return {
      taskId,
      signals,
      skipped: skipped.map(({ label, error }) => ({ label, error: redact(error) })),
    };
  }),
} satisfies Record<keyof typeof watchEndpoints, Served>;

async function signalIn(
  spine: Spine,
  { project, id }: { project: string; id: string },
): Promise<WatchSignalRow> {
  projectOfPath(spine, project);
  const row = await watchSignalById(spine.db, project, id);
  if (!row) throw new SignalboxError("not_found", `there is no signal ${id} in ${project}`);
  return row;
}

function whyNotAwake({ settings }: Spine, project: string): string {
  return Object.hasOwn(settings.RULES.projectWatch, project)
    ? `the watch of ${project} has not begun yet: it does within a minute`
    : `${project} is not watched: RULES have no projectWatch.${project}`;
}
