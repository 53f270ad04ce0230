import { asc, eq } from "drizzle-orm";
import { taskWaitsFor } from "../../shared/domain/task.ts";
import { fixesEndpoints } from "../../shared/api/fixes.ts";
import { judgeReport } from "../../shared/jobs/bug-fix/judge-report.ts";
import { linkedFact, linkWords } from "../../shared/jobs/bug-fix/link-report.ts";
import { partReport } from "../../shared/jobs/bug-fix/part-report.ts";
import { type BugReport, bugReportSchema } from "../../shared/jobs/bug-fix/report.ts";
import { sourceOf } from "../../shared/jobs/bug-fix/sources/registry.ts";
import { parseTrace } from "../../shared/jobs/bug-fix/stack-trace.ts";
import { howTestedSchema } from "../../shared/domain/how-tested.ts";
import { plannedSchema } from "../../shared/domain/plan.ts";
import { fixWithReport, listFixes } from "../../shared/db/fixes.ts";
import { executorAssignments, fixes, phaseRuns } from "../../shared/db/schema.ts";
import { provenanceOfPerson } from "../../shared/domain/person.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { redact } from "../../shared/platform/redact.ts";
import { defaultProject } from "../../shared/policy/rules.ts";
import { signalBody } from "../../shared/spine/archive/read-archive.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { existingTask } from "../../shared/spine/existing-task.ts";
import { assertTheirs, matterOf } from "../../shared/spine/may-act.ts";
import { record } from "../../shared/spine/record.ts";
import { bugFix } from "../../shared/jobs/bug-fix/job.ts";
import { taskIdOf } from "../../shared/spine/jobs.ts";
import { knownChannel } from "./known.ts";
import { cursorOf, nextCursor } from "./page.ts";
import { receiveOnce } from "./receive-once.ts";
import { serve, type Served } from "./serve.ts";
import { iso } from "./times.ts";
import { lookUp } from "../../shared/platform/look-up.ts";

/** Bugs that people report, and what becomes of them: the plan, the referee's evidence, the change. */
export const fixesApi = {
  report: serve(fixesEndpoints.report, async ({ spine, person, body, onceKey }) => {
    const { repositories } = spine.settings.RULES;
    await knownChannel(spine, body.channel);
    const named = body.repository;
    if (named !== undefined && lookUp(repositories, named) === undefined)
      throw new SignalboxError(
        "bad_request",
        `there is no repository ${named} in RULES, only ${Object.keys(repositories).join(", ") || "none"}`,
      );
    const report: BugReport = {
      type: "bug",
      source: body.source,
      by: person.id,
      title: body.title,
      text: body.text,
      ...parseTrace(body.text),
      events: null,
      users: null,
      level: null,
      repository: named ?? null,
      origin: { kind: "api" },
      project: (named === undefined ? undefined : lookUp(repositories, named)?.project) ?? defaultProject,
      channel: body.channel ?? null,
    };
    const id = `api:bug:${person.id}:${onceKey}`;
    const taskId = await taskIdOf(id, bugFix);
    const judged = await judgeReport(spine, report, { taskId, again: null });
    // Whoever asks is told at once, instead of being sent to a task that never begins.
    const linked = judged.kind === "link" ? judged : null;
    const signal = {
      id,
      kind: "api.bug",
      provenance: provenanceOfPerson(person),
      body: report,
      dropReason: linked === null ? null : linkWords(linked),
    } as const;
    const duplicate = await receiveOnce(spine, signal, "bug");
    if (linked !== null) await record(spine, [linkedFact(spine, { id, body: report }, linked)]);
    return { taskId: linked?.to.taskId ?? taskId, duplicate, linked: linked?.reason ?? null };
  }),
  apart: serve(fixesEndpoints.apart, async ({ spine, person, params: { id }, body: { signal } }) => {
    assertTheirs(spine, person, matterOf(await existingTask(spine, id)));
    const parted = await partReport(spine, { taskId: id, named: signal ?? null, by: person.id });
    if (parted.kind === "refused") throw new SignalboxError("conflict", parted.reason);
    return { taskId: parted.taskId, signalId: parted.signalId };
  }),
  list: serve(fixesEndpoints.list, async ({ spine, query: { limit, cursor } }) => {
    const rows = await listFixes(spine.db, limit, cursorOf(cursor));
    return {
      fixes: rows.map(({ task, fix }) => ({
        taskId: task.id,
        title: task.title && redact(task.title),
        status: task.status,
        waitingFor: taskWaitsFor(task) && redact(taskWaitsFor(task) ?? ""),
        failure: task.failure && { ...task.failure, message: redact(task.failure.message) },
        project: task.project,
        requestedBy: task.requestedBy,
        state: fix?.state ?? null,
        repository: fix?.repository ?? null,
        pullRequest: fix?.pullRequest ?? null,
        url: fix?.url ?? null,
        createdAt: iso(task.createdAt),
        updatedAt: iso(task.updatedAt),
      })),
      nextCursor: nextCursor(rows, limit, ({ task }) => ({ at: task.createdAt, id: task.id })),
    };
  }),
  get: serve(fixesEndpoints.get, async ({ spine, params: { id } }) => {
    const found = await fixWithReport(spine.db, id);
    if (!found) throw new SignalboxError("not_found", `${id} fixes no bug`);
    const { fix, signal } = found;
    const report = signal && (await signalBody(spine, signal));
    const [assignments, runs] = await Promise.all([
      spine.db
        .select()
        .from(executorAssignments)
        .where(eq(executorAssignments.taskId, id))
        .orderBy(asc(executorAssignments.createdAt)),
      spine.db
        .select()
        .from(phaseRuns)
        .where(eq(phaseRuns.taskId, id))
        .orderBy(asc(phaseRuns.at), asc(phaseRuns.id)),
    ]);
    const kept = fix.planKey === null ? null : await spine.env.ARTEFACTS.get(fix.planKey);
    // The evidence can be read without the plan, should that be gone.
    const plan = kept === null ? null : keptPlan.parse(await kept.json());
    const { taskId, state, depth, repository, branch, base, baseCommit, pullRequest, url, revision } = fix;
    return {
      taskId,
      state,
      depth,
      repository,
      branch,
      base,
      baseCommit,
      pullRequest,
      url,
      revision,
      planned: plan && { discovery: plan.discovery, plan: plan.plan },
      howTested: plan?.howTested ?? null,
      origin: originOf(report),
      hasDiff: fix.diffKey !== null,
      assignments: assignments.map((assignment) => ({
        id: assignment.id,
        mode: assignment.mode,
        state: assignment.state,
        starts: assignment.starts,
        outcome: outcomeOf(assignment.result),
        createdAt: iso(assignment.createdAt),
        updatedAt: iso(assignment.updatedAt),
      })),
      runs: runs.map(({ taskId: _task, tailKey: _tail, at, ...run }) => ({ ...run, at: iso(at) })),
    };
  }),
  tail: serve(fixesEndpoints.tail, async ({ spine, params }) => {
    const run = await spine.db.select().from(phaseRuns).where(eq(phaseRuns.id, params.run)).get();
    if (run?.taskId !== params.id)
      throw new SignalboxError("not_found", `${params.id} has no run ${params.run}`);
    return { output: redact(await artefact(spine, run.tailKey)) };
  }),
  diff: serve(fixesEndpoints.diff, async ({ spine, params: { id } }) => {
    const { diffKey } = await fixOf(spine, id);
    if (diffKey === null) throw new SignalboxError("not_found", `${id} has no change to show yet`);
    return { diff: await artefact(spine, diffKey) };
  }),
} satisfies Record<keyof typeof fixesEndpoints, Served>;

/** A plan as it is kept, beside what trying the project has shown. */
const keptPlan = plannedSchema.extend({ howTested: howTestedSchema.optional() });

/** How an assignment ended; a failure's words are those of programs. */
function outcomeOf(result: typeof executorAssignments.$inferSelect.result) {
  return result && { ...result, reason: result.reason && redact(result.reason) };
}

/** Where a bug was reported, for whoever wants to look there. */
function originOf(reported: object | null) {
  const report = bugReportSchema.safeParse(reported);
  if (!report.success) return null;
  const { page } = sourceOf(report.data);
  return { source: report.data.source, name: page?.name ?? null, url: page?.url ?? null };
}

async function fixOf(spine: Spine, taskId: string) {
  const fix = await spine.db.select().from(fixes).where(eq(fixes.taskId, taskId)).get();
  if (!fix) throw new SignalboxError("not_found", `${taskId} fixes no bug`);
  return fix;
}

async function artefact(spine: Spine, key: string): Promise<string> {
  const body = await spine.env.ARTEFACTS.get(key);
  if (!body) throw new SignalboxError("not_found", `the artefact ${key} is gone`);
  return body.text();
}
